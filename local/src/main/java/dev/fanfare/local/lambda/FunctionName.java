package dev.fanfare.local.lambda;

/**
 * The name of the function in an invocation. Lambda takes {@code name}, {@code name:qualifier},
 * {@code 000000000000:function:name} or a whole ARN, each with or without a qualifier.
 *
 * @param name the function's name
 * @param qualifier a version or an alias; {@code $LATEST} if none is given
 */
public record FunctionName(String name, String qualifier) {
  public static final String LATEST = "$LATEST";

  /** The version of every alias: this machine runs the newest jar only. */
  private static final String PUBLISHED = "1";

  private static final String MARKER = "function:";

  public static FunctionName parse(String text) {
    int marker = text.lastIndexOf(MARKER);
    var rest = marker < 0 ? text : text.substring(marker + MARKER.length());
    int colon = rest.indexOf(':');
    return colon < 0
        ? new FunctionName(rest, LATEST)
        : new FunctionName(rest.substring(0, colon), rest.substring(colon + 1));
  }

  /** The version that runs, as {@code X-Amz-Executed-Version} shows it. */
  String version() {
    if (qualifier.equals(LATEST)) {
      return LATEST;
    }
    return qualifier.chars().allMatch(Character::isDigit) ? qualifier : PUBLISHED;
  }

  /** The ARN as invoked. The function's context shows it. */
  String qualify(String arn) {
    return qualifier.equals(LATEST) ? arn : arn + ":" + qualifier;
  }
}

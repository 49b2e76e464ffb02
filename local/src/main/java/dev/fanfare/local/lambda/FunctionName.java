package dev.fanfare.local.lambda;

/**
 * The name in an invocation: {@code name}, {@code 000000000000:function:name} or an ARN, each with
 * or without a qualifier.
 *
 * @param name the function's name
 * @param qualifier a version or an alias; {@code $LATEST} by default
 */
public record FunctionName(String name, String qualifier) {
  public static final String LATEST = "$LATEST";

  /** The version that every alias points to; the stack always runs the newest jar. */
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

  /** The value of {@code X-Amz-Executed-Version}. */
  String version() {
    if (qualifier.equals(LATEST)) {
      return LATEST;
    }
    return qualifier.chars().allMatch(Character::isDigit) ? qualifier : PUBLISHED;
  }

  /** The ARN with the qualifier, for the function's context. */
  String qualify(String arn) {
    return qualifier.equals(LATEST) ? arn : arn + ":" + qualifier;
  }
}

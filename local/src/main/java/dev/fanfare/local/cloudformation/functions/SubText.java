package dev.fanfare.local.cloudformation.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits the text of {@code Fn::Sub} at its variables. {@code ${Name}} and {@code
 * ${Resource.Attribute}} are variables; {@code ${!Name}} is the literal {@code ${Name}}.
 */
final class SubText {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:]+");

  /** Literal text or the name of a variable. */
  record Part(String text, boolean isVariable) {}

  private SubText() {}

  static List<Part> parts(String text) {
    var parts = new ArrayList<Part>();
    var matcher = VARIABLE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      parts.add(new Part(text.substring(end, matcher.start()), false));
      var name = matcher.group(1);
      parts.add(
          name.startsWith("!")
              ? new Part("${" + name.substring(1) + "}", false)
              : new Part(name, true));
      end = matcher.end();
    }
    parts.add(new Part(text.substring(end), false));
    return parts;
  }

  static boolean isName(String variable) {
    return NAME.matcher(variable).matches();
  }
}

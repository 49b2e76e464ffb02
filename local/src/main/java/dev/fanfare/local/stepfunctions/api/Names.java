package dev.fanfare.local.stepfunctions.api;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.http.ApiError;
import java.util.regex.Pattern;

/** The rule for names of executions and state machines. */
final class Names {
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\u007f-\\u009f]");

  private Names() {}

  static String require(String name) {
    if (name.isEmpty()) {
      throw Request.validation("name", name, "have length greater than or equal to 1");
    } else if (name.length() > AwsLimits.EXECUTION_NAME_CHARS) {
      throw Request.validation(
          "name", name, "have length less than or equal to " + AwsLimits.EXECUTION_NAME_CHARS);
    } else if (FORBIDDEN.matcher(name).find()) {
      throw new ApiError(400, "InvalidName", "Invalid Name: '" + name + "'");
    }
    return name;
  }
}

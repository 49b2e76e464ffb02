package dev.fanfare.local.stepfunctions.api;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.http.ApiError;
import java.util.regex.Pattern;

/** Checks the form of ARNs and names, not whether the resources exist. */
final class Arns {
  private static final int RESOURCE_TYPE = 5;
  private static final int PARTS = 6;

  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\u007f-\\u009f]");

  private Arns() {}

  /**
   * @throws ApiError {@code InvalidArn} unless it names a resource of that type
   */
  static String require(String arn, String type) {
    var parts = arn.split(":", -1);
    if (!arn.startsWith("arn:")) {
      throw invalid("Invalid ARN prefix: " + arn);
    } else if (parts.length <= PARTS || !parts[2].equals("states") || parts[PARTS].isEmpty()) {
      throw invalid("Invalid ARN: " + arn);
    } else if (!parts[RESOURCE_TYPE].equals(type)) {
      throw invalid("Resource type not valid in this context: " + parts[RESOURCE_TYPE]);
    }
    return arn;
  }

  static String requireRole(String arn) {
    if (!arn.matches("arn:aws[a-zA-Z-]*:iam::\\d{12}:role/.+")) {
      throw invalid("Invalid role ARN: " + arn);
    }
    return arn;
  }

  private static ApiError invalid(String why) {
    return new ApiError(400, "InvalidArn", "Invalid Arn: '" + why + "'");
  }

  static String requireName(String name) {
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

package dev.fanfare.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.http.ApiError;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of one call. */
record Request(JsonNode body) {
  private static final int RESOURCE_TYPE = 5;
  private static final int NAME = 6;

  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\u007f-\\u009f]");
  private static final int DEFAULT_PAGE_SIZE = 100;
  private static final int MAX_PAGE_SIZE = 1_000;

  Optional<String> text(String field) {
    return take(field, JsonNode::isTextual).map(JsonNode::asText);
  }

  String requiredText(String field) {
    return text(field).orElseThrow(() -> validation(field, null, "not be null"));
  }

  /** A string of at most this many characters. */
  Optional<String> text(String field, int maxChars) {
    var text = text(field);
    text.filter(value -> value.length() > maxChars)
        .ifPresent(
            value -> {
              throw validation(field, value, "have length less than or equal to " + maxChars);
            });
    return text;
  }

  boolean flag(String field, boolean defaultValue) {
    return take(field, JsonNode::isBoolean).map(JsonNode::booleanValue).orElse(defaultValue);
  }

  Optional<Long> whole(String field, long min, long max) {
    return take(field, JsonNode::isIntegralNumber)
        .map(JsonNode::asLong)
        .map(value -> (long) within(field, (double) value, min, max));
  }

  Optional<Double> number(String field, double min, double max) {
    return take(field, JsonNode::isNumber)
        .map(JsonNode::asDouble)
        .map(value -> within(field, value, min, max));
  }

  int pageSize() {
    int requested = whole("maxResults", 0, MAX_PAGE_SIZE).orElse(0L).intValue();
    return requested == 0 ? DEFAULT_PAGE_SIZE : requested;
  }

  private static double within(String field, double value, double min, double max) {
    if (value < min) {
      throw outside(field, value, "greater", min);
    } else if (value > max) {
      throw outside(field, value, "less", max);
    }
    return value;
  }

  private static ApiError outside(String field, double value, String side, double bound) {
    return validation(
        field, plain(value), "have value " + side + " than or equal to " + plain(bound));
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private Optional<JsonNode> take(String field, Predicate<JsonNode> rightType) {
    var value = body.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    } else if (!rightType.test(value)) {
      throw new ApiError(400, "SerializationException", "'" + field + "' has the wrong type");
    }
    return Optional.of(value);
  }

  /** AWS's error for a parameter that violates the API's model. */
  static ApiError validation(String field, @Nullable Object value, String rule) {
    return new ApiError(
        400,
        "ValidationException",
        "1 validation error detected: Value %s at '%s' failed to satisfy constraint: Member must %s"
            .formatted(value == null ? "null" : "'" + value + "'", field, rule));
  }

  /** The required ARN of a resource type, from a parameter such as {@code mapRunArn}. */
  String arn(String type) {
    return requireArn(requiredText(type + "Arn"), type);
  }

  /**
   * @throws ApiError {@code InvalidArn} if the ARN does not name a resource of that type
   */
  static String requireArn(String arn, String type) {
    var parts = arn.split(":", -1);
    if (!arn.startsWith("arn:")) {
      throw invalidArn("Invalid ARN prefix: " + arn);
    } else if (parts.length <= NAME || !parts[2].equals("states") || parts[NAME].isEmpty()) {
      throw invalidArn("Invalid ARN: " + arn);
    } else if (!parts[RESOURCE_TYPE].equals(type)) {
      throw invalidArn("Resource type not valid in this context: " + parts[RESOURCE_TYPE]);
    }
    return arn;
  }

  static String requireRole(String arn) {
    if (!arn.matches("arn:aws[a-zA-Z-]*:iam::\\d{12}:role/.+")) {
      throw invalidArn("Invalid role ARN: " + arn);
    }
    return arn;
  }

  private static ApiError invalidArn(String reason) {
    return new ApiError(400, "InvalidArn", "Invalid Arn: '" + reason + "'");
  }

  static String requireName(String name) {
    if (name.isEmpty()) {
      throw validation("name", name, "have length greater than or equal to 1");
    } else if (name.length() > AwsLimits.EXECUTION_NAME_CHARS) {
      throw validation(
          "name", name, "have length less than or equal to " + AwsLimits.EXECUTION_NAME_CHARS);
    } else if (FORBIDDEN.matcher(name).find()) {
      throw new ApiError(400, "InvalidName", "Invalid Name: '" + name + "'");
    }
    return name;
  }
}

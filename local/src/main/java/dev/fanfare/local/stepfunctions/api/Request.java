package dev.fanfare.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.http.ApiError;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The parameters of one call. */
record Request(JsonNode body) {
  private static final int DEFAULT_PAGE = 100;
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

  /** The size of a page. */
  int pageSize() {
    int asked = whole("maxResults", 0, MAX_PAGE_SIZE).orElse(0L).intValue();
    return asked == 0 ? DEFAULT_PAGE : asked;
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
}

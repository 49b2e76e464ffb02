package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Checks of values, and the sentences that explain them. */
final class Rules {
  private Rules() {}

  /** AWS's words for a value that is not in a list. */
  static String oneOfRule(String field, String... known) {
    return "The field '%s' should have one of these values: %s"
        .formatted(field, Arrays.toString(known));
  }

  static String notSupported(String field, String value, List<String> known) {
    return "%s \"%s\" is not supported here, only \"%s\""
        .formatted(field, value, String.join("\" and \"", known));
  }

  static boolean isNumber(JsonNode value, double min, double max) {
    return value.isNumber() && value.asDouble() >= min && value.asDouble() <= max;
  }

  static boolean isInteger(JsonNode value, long min, long max) {
    return value.isIntegralNumber()
        && value.canConvertToLong()
        && value.asLong() >= min
        && value.asLong() <= max;
  }

  static String integerRule(long min, long max) {
    return "a whole number from %d to %d".formatted(min, max);
  }

  static boolean all(JsonNode array, Predicate<JsonNode> fits) {
    return StreamSupport.stream(array.spliterator(), false).allMatch(fits);
  }
}

package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.definition.ErrorHandling.Catcher;
import dev.fanfare.local.stepfunctions.definition.ErrorHandling.Retrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code Retry} and {@code Catch}. */
final class ErrorHandlingParser {
  private static final long MAX_DELAY_SECONDS = 31_622_400;
  private static final long DEFAULT_ATTEMPTS = 3;

  private ErrorHandlingParser() {}

  static ErrorHandling parse(Fields state) {
    var retriers = new ArrayList<Retrier>();
    var retries = state.objects("Retry");
    for (int i = 0; i < retries.size(); i++) {
      retriers.add(retrier(retries.get(i), i == retries.size() - 1));
    }
    var catchers = new ArrayList<Catcher>();
    var catches = state.objects("Catch");
    for (int i = 0; i < catches.size(); i++) {
      catchers.add(catcher(catches.get(i), i == catches.size() - 1));
    }
    return new ErrorHandling(retriers, catchers);
  }

  private static Retrier retrier(Fields fields, boolean last) {
    var errors = errorEquals(fields, last);
    var interval = fields.integer("IntervalSeconds", 1, DefinitionParser.MAX_SECONDS).orElse(1L);
    var attempts =
        fields.integer("MaxAttempts", 0, DefinitionParser.MAX_SECONDS).orElse(DEFAULT_ATTEMPTS);
    var backoff = fields.number("BackoffRate", 1.0, Integer.MAX_VALUE).orElse(2.0);
    var maxDelay = fields.integer("MaxDelaySeconds", 1, MAX_DELAY_SECONDS);
    maxDelay.ifPresent(
        delay ->
            fields.expect(
                delay > interval, "MaxDelaySeconds", "greater than IntervalSeconds " + interval));
    var jitter = fields.string("JitterStrategy").orElse("NONE");
    if (fields.has("JitterStrategy")) {
      fields.expect(
          jitter.equals("FULL") || jitter.equals("NONE"), "JitterStrategy", "\"FULL\" or \"NONE\"");
    }
    fields.refuseRest("a retrier");
    return new Retrier(
        errors,
        Duration.ofSeconds(interval),
        attempts.intValue(),
        backoff,
        maxDelay.map(Duration::ofSeconds),
        jitter.equals("FULL"));
  }

  private static Catcher catcher(Fields fields, boolean last) {
    var catcher = new Catcher(errorEquals(fields, last), TransitionParser.next(fields));
    fields.refuseRest("a catcher");
    return catcher;
  }

  private static List<String> errorEquals(Fields fields, boolean last) {
    if (!fields.has("ErrorEquals")) {
      fields.missing("ErrorEquals");
    }
    var names = new ArrayList<String>();
    fields
        .take("ErrorEquals")
        .filter(
            value -> fields.expect(isStrings(value), "ErrorEquals", "a non-empty array of strings"))
        .ifPresent(value -> value.forEach(name -> names.add(name.asText())));
    for (var name : names) {
      if (name.startsWith("States.") && !ErrorNames.RESERVED.contains(name)) {
        fields
            .problems()
            .schema(
                fields.path("ErrorEquals"),
                "Error name '" + name + "' must be one that Step Functions defines");
      }
    }
    if (names.contains(ErrorNames.ALL) && (names.size() > 1 || !last)) {
      fields
          .problems()
          .schema(
              fields.path("ErrorEquals"),
              "'States.ALL' must stand alone, in the last retrier or catcher");
    }
    return names;
  }

  private static boolean isStrings(JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      return false;
    }
    for (var element : value) {
      if (!element.isTextual()) {
        return false;
      }
    }
    return true;
  }
}

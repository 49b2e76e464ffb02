package dev.fanfare.local.stepfunctions.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** The retriers and catchers of a state. The first one that matches an error applies. */
public record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {
  public static final ErrorHandling NONE = new ErrorHandling(List.of(), List.of());

  static ErrorHandling read(Fields state) {
    return new ErrorHandling(
        read(state.objects("Retry"), Retrier::read), read(state.objects("Catch"), Catcher::read));
  }

  private static <T> List<T> read(List<Fields> all, BiFunction<Fields, Boolean, T> reader) {
    var read = new ArrayList<T>();
    for (var each : all) {
      read.add(reader.apply(each, read.size() == all.size() - 1));
    }
    return read;
  }

  private static List<String> errorEquals(Fields fields, boolean isLast) {
    fields.require("ErrorEquals");
    var names = new ArrayList<String>();
    fields
        .take("ErrorEquals")
        .filter(
            value ->
                fields.expect(
                    value.isArray() && !value.isEmpty() && Fields.all(value, n -> n.isTextual()),
                    "ErrorEquals",
                    "a non-empty array of strings"))
        .ifPresent(value -> value.forEach(name -> names.add(name.asText())));
    for (var name : names) {
      if (name.startsWith("States.") && !ErrorNames.RESERVED.contains(name)) {
        fields.refuse(
            "ErrorEquals", "Error name '" + name + "' must be one that Step Functions defines");
      }
    }
    if (names.contains(ErrorNames.ALL) && (names.size() > 1 || !isLast)) {
      fields.refuse(
          "ErrorEquals", "'States.ALL' must appear alone, in the last retrier or catcher");
    }
    return names;
  }

  /** Continues with another state after certain errors. */
  public record Catcher(List<String> errorEquals, Transition onward) {

    private static Catcher read(Fields fields, boolean isLast) {
      var catcher = new Catcher(ErrorHandling.errorEquals(fields, isLast), Transition.next(fields));
      fields.refuseRest("a catcher");
      return catcher;
    }

    public boolean matches(String error) {
      return ErrorNames.anyMatches(errorEquals, error);
    }
  }

  /**
   * Retries a state after certain errors.
   *
   * @param maxAttempts the maximum number of retries, without the first attempt
   * @param jitter whether the delay is random, between zero and the computed interval
   */
  public record Retrier(
      List<String> errorEquals,
      Duration interval,
      int maxAttempts,
      double backoffRate,
      Optional<Duration> maxDelay,
      boolean jitter) {

    /** The maximum delay if a retrier sets none. */
    private static final long MAX_DELAY_SECONDS = 31_622_400;

    private static final long DEFAULT_ATTEMPTS = 3;

    private static Retrier read(Fields fields, boolean isLast) {
      var errors = ErrorHandling.errorEquals(fields, isLast);
      var interval = fields.integer("IntervalSeconds", 1, Fields.MAX_SECONDS).orElse(1L);
      var attempts = fields.integer("MaxAttempts", 0, Fields.MAX_SECONDS).orElse(DEFAULT_ATTEMPTS);
      var backoff = fields.number("BackoffRate", 1, Integer.MAX_VALUE).orElse(2.0);
      var maxDelay = fields.integer("MaxDelaySeconds", 1, MAX_DELAY_SECONDS);
      maxDelay.ifPresent(
          delay ->
              fields.expect(
                  delay > interval, "MaxDelaySeconds", "greater than IntervalSeconds " + interval));
      var jitter = fields.string("JitterStrategy");
      jitter.ifPresent(
          strategy ->
              fields.expect(
                  strategy.matches("FULL|NONE"), "JitterStrategy", "\"FULL\" or \"NONE\""));
      fields.refuseRest("a retrier");
      return new Retrier(
          errors,
          Duration.ofSeconds(interval),
          attempts.intValue(),
          backoff,
          maxDelay.map(Duration::ofSeconds),
          jitter.filter("FULL"::equals).isPresent());
    }

    public boolean matches(String error) {
      return ErrorNames.anyMatches(errorEquals, error);
    }

    /**
     * The delay before a retry.
     *
     * @param earlier the number of retries so far
     */
    public Duration delay(int earlier, RandomGenerator random) {
      double max = maxDelay.map(Retrier::seconds).orElse((double) MAX_DELAY_SECONDS);
      double seconds = Math.min(seconds(interval) * Math.pow(backoffRate, earlier), max);
      double actual = jitter ? random.nextDouble() * seconds : seconds;
      return Duration.ofMillis(Math.round(actual * 1_000));
    }

    private static double seconds(Duration duration) {
      return duration.toMillis() / 1_000.0;
    }
  }
}

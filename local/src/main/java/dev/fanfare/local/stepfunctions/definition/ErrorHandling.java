package dev.fanfare.local.stepfunctions.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The retriers and catchers of a state; the first match counts. */
public record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {
  /** Continues with another state after certain errors. */
  public record Catcher(List<String> errorEquals, Transition onward) {

    public boolean matches(String error) {
      return ErrorNames.anyMatches(errorEquals, error);
    }
  }

  /**
   * Retries a state after certain errors.
   *
   * @param maxAttempts most retries, without the first attempt
   * @param jitter whether the pause is random, between zero and the computed interval
   */
  public record Retrier(
      List<String> errorEquals,
      Duration interval,
      int maxAttempts,
      double backoffRate,
      Optional<Duration> maxDelay,
      boolean jitter) {

    /** Longest pause, if no other bound is set. */
    private static final double MAX_SECONDS = 31_622_400;

    public boolean matches(String error) {
      return ErrorNames.anyMatches(errorEquals, error);
    }

    /**
     * The pause before a retry.
     *
     * @param earlier the number of retries so far
     */
    public Duration delay(int earlier, RandomGenerator random) {
      double longest = maxDelay.map(Retrier::seconds).orElse(MAX_SECONDS);
      double seconds = Math.min(seconds(interval) * Math.pow(backoffRate, earlier), longest);
      double drawn = jitter ? random.nextDouble() * seconds : seconds;
      return Duration.ofMillis(Math.round(drawn * 1_000));
    }

    private static double seconds(Duration duration) {
      return duration.toMillis() / 1_000.0;
    }
  }
}

package dev.fanfare.local.stepfunctions.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a state does about errors; in both lists the first match counts. */
public record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {
  /** Goes on elsewhere after certain errors. */
  public record Catcher(List<String> errorEquals, Transition onward) {

    public boolean matches(String error) {
      return ErrorNames.anyMatches(errorEquals, error);
    }
  }

  /**
   * Tries a state again after certain errors.
   *
   * @param maxAttempts retries, the first try not counted
   * @param jitter whether the pause is drawn between nothing and the computed interval
   */
  public record Retrier(
      List<String> errorEquals,
      Duration interval,
      int maxAttempts,
      double backoffRate,
      Optional<Duration> maxDelay,
      boolean jitter) {

    /** Longest pause there is, when back-off outgrows every bound. */
    private static final double MAX_SECONDS = 31_622_400;

    public boolean matches(String error) {
      return ErrorNames.anyMatches(errorEquals, error);
    }

    /**
     * The pause before a retry.
     *
     * @param earlier how many retries this retrier has made before
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

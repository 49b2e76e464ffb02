package dev.fanfare.push;

import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: a random wait between zero and a ceiling that doubles with
 * each attempt.
 *
 * @param firstNanos the ceiling after the first failure, in nanoseconds
 * @param longestNanos the maximum ceiling, in nanoseconds
 */
public record BackOff(long firstNanos, long longestNanos) {

  public static final BackOff DEFAULT = new BackOff(100_000_000L, 5_000_000_000L);

  /**
   * @param failures the number of failed posts, at least 1
   */
  long nanos(int failures, RandomGenerator random) {
    int doublings = Math.min(failures - 1, 30);
    long ceiling = Math.min(longestNanos, firstNanos << doublings);
    return random.nextLong(ceiling + 1);
  }
}

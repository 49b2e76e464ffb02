package dev.fanfare.bench.sink;

import java.util.Arrays;

/** Counts posts by the millisecond of their arrival. Not thread-safe. */
final class Arrivals {
  private static final int SECOND = 1_000;

  /** Ten minutes. Later posts count only in the total. */
  private static final int MAX_MILLIS = 600 * SECOND;

  private final int[] perMilli = new int[MAX_MILLIS];
  private long firstMilli;
  private int millis;
  private long posts;

  /**
   * Adds a post.
   *
   * @param milli time of arrival, in milliseconds since the epoch
   */
  void add(long milli) {
    if (posts++ == 0) {
      // Starts at a whole second, so that indexes align with the seconds of the clock.
      firstMilli = milli - milli % SECOND;
    }
    long at = milli - firstMilli;
    if (at >= 0 && at < MAX_MILLIS) {
      perMilli[(int) at]++;
      millis = Math.max(millis, (int) at + 1);
    }
  }

  long posts() {
    return posts;
  }

  /** Returns the maximum number of posts in a second of the clock. */
  long fullestSecond() {
    long max = 0;
    for (int second = 0; second < millis; second += SECOND) {
      max = Math.max(max, sum(second, second + SECOND));
    }
    return max;
  }

  /** Returns the maximum number of posts in any 1,000 consecutive milliseconds. */
  long fullestSpan() {
    long span = sum(0, SECOND);
    long max = span;
    for (int start = 1; start + SECOND <= millis; start++) {
      span += perMilli[start + SECOND - 1] - perMilli[start - 1];
      max = Math.max(max, span);
    }
    return max;
  }

  private long sum(int from, int to) {
    return Arrays.stream(perMilli, from, Math.min(to, MAX_MILLIS)).sum();
  }

  void clear() {
    Arrays.fill(perMilli, 0);
    millis = 0;
    posts = 0;
  }
}

package dev.fanfare.bench.sink;

import java.util.Arrays;

/** When posts came, to the millisecond; for one thread. */
final class Arrivals {
  private static final int SECOND = 1_000;

  /** Ten minutes; what comes later is counted, but not by time. */
  private static final int MAX_MILLIS = 600 * SECOND;

  private final int[] perMilli = new int[MAX_MILLIS];
  private long firstMilli;
  private int millis;
  private long posts;

  /**
   * @param milli since the epoch
   */
  void add(long milli) {
    if (posts++ == 0) {
      // From a whole second on, so that the clock's own seconds can be told apart.
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

  /** Most posts within one of the clock's own seconds. */
  long fullestSecond() {
    long most = 0;
    for (int second = 0; second < millis; second += SECOND) {
      most = Math.max(most, sum(second, second + SECOND));
    }
    return most;
  }

  /** Most posts within a second that begins at any millisecond. */
  long fullestSpan() {
    long span = sum(0, SECOND);
    long most = span;
    for (int start = 1; start + SECOND <= millis; start++) {
      span += perMilli[start + SECOND - 1] - perMilli[start - 1];
      most = Math.max(most, span);
    }
    return most;
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

package dev.fanfare.push;

import dev.fanfare.broadcast.Connection;

/**
 * One connection that has no outcome yet.
 *
 * @param line the connection's line in the shard
 * @param tenths the failed posts that count against the connection, in tenths of a post: 429, 5xx
 *     and resets, but not a 410 while young
 * @param throttled whether the connection has answered 429 before
 * @param dueNanos the earliest time of the next post
 */
record Attempt(int line, Connection connection, int tenths, boolean throttled, long dueNanos)
    implements Comparable<Attempt> {

  /** A failed post counts fully. */
  static final int WHOLE = 10;

  /**
   * A 429 during a wave counts a little. It means that the account's quota is exhausted and says
   * little about this connection. It counts nevertheless, so that even a permanent wave ends.
   */
  static final int OF_A_WAVE = 1;

  Attempt later(long due) {
    return new Attempt(line, connection, tenths, throttled, due);
  }

  Attempt failed() {
    return new Attempt(line, connection, tenths + WHOLE, throttled, dueNanos);
  }

  Attempt throttled(int counts) {
    return new Attempt(line, connection, tenths + counts, true, dueNanos);
  }

  /**
   * Returns the number of failures, rounded up to whole posts; at least one after the first
   * failure.
   */
  int failures() {
    return (tenths + WHOLE - 1) / WHOLE;
  }

  /** Orders by due time. It compares the difference, because nanosecond clocks may overflow. */
  @Override
  public int compareTo(Attempt other) {
    return Long.signum(dueNanos - other.dueNanos);
  }
}

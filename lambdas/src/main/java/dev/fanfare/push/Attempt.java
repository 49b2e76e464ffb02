package dev.fanfare.push;

import dev.fanfare.broadcast.Connection;

/**
 * One connection on its way to an outcome.
 *
 * @param line its line in the shard
 * @param tenths tenths of a failed post that count against it: 429, 5xx, resets; not a 410 while
 *     young
 * @param throttled whether it has answered 429 before
 * @param dueNanos not to be posted to before
 */
record Attempt(int line, Connection connection, int tenths, boolean throttled, long dueNanos)
    implements Comparable<Attempt> {

  /** A failed post counts fully. */
  static final int WHOLE = 10;

  /**
   * A 429 that comes with a wave of them says little about this connection: the account's quota is
   * used up. It does count a little, since even a wave must end some time.
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

  /** Whole failures, counted up: one at least, once something has failed. */
  int failures() {
    return (tenths + WHOLE - 1) / WHOLE;
  }

  /** The earlier one first; by difference, since such clocks may run over. */
  @Override
  public int compareTo(Attempt other) {
    return Long.signum(dueNanos - other.dueNanos);
  }
}

package dev.fanfare.push;

import dev.fanfare.broadcast.Connection;

/**
 * One connection on its way to an outcome.
 *
 * @param line its line in the shard
 * @param failures posts that count against it: 429, 5xx, resets; not a 410 while young
 * @param dueNanos not to be posted to before
 */
record Attempt(int line, Connection connection, int failures, long dueNanos)
    implements Comparable<Attempt> {

  Attempt later(long due) {
    return new Attempt(line, connection, failures, due);
  }

  Attempt failed() {
    return new Attempt(line, connection, failures + 1, dueNanos);
  }

  /** The earlier one first; by difference, since such clocks may run over. */
  @Override
  public int compareTo(Attempt other) {
    return Long.signum(dueNanos - other.dueNanos);
  }
}

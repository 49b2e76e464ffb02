package dev.fanfare.bench.hostile;

import dev.fanfare.bench.hostile.MalloryMain.Counts;

/**
 * The counts of a run, and the cost that the hostile user caused.
 *
 * @param counts the counts of the hostile user
 * @param seconds the duration of the run, rounded up to whole seconds
 * @param joins the times of another user's joins
 */
record HostileRun(Counts counts, Cost cost, long seconds, Joins joins) {

  /**
   * @param posts the number of posts to any client
   * @param bytes the size of all messages to clients
   */
  record Cost(
      long posts,
      long bytes,
      long invocations,
      long executions,
      double readUnits,
      double writeUnits) {}

  /**
   * Median times of joins, in milliseconds.
   *
   * @param during the median during the run
   * @param before the median before the run
   */
  record Joins(double during, double before) {}
}

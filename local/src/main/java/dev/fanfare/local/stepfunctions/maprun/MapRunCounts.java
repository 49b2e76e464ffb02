package dev.fanfare.local.stepfunctions.maprun;

import dev.fanfare.local.stepfunctions.history.ExecutionStatus;

/**
 * The counts of a Map Run. {@code total} is always the sum of the six before it. Executions and
 * items are the same, because items are not batched.
 *
 * @param resultsWritten results that are part of the Map's result
 */
public record MapRunCounts(
    int pending,
    int running,
    int succeeded,
    int failed,
    int timedOut,
    int aborted,
    int total,
    int resultsWritten) {

  public static final MapRunCounts EMPTY = new MapRunCounts(0, 0, 0, 0, 0, 0, 0, 0);

  public static MapRunCounts ofPending(int items) {
    return new MapRunCounts(items, 0, 0, 0, 0, 0, items, 0);
  }

  /** After the start of one more child. */
  public MapRunCounts started() {
    return new MapRunCounts(
        pending - 1, running + 1, succeeded, failed, timedOut, aborted, total, resultsWritten);
  }

  /** After the end of one child. */
  public MapRunCounts ended(ExecutionStatus how) {
    return new MapRunCounts(
        pending,
        running - 1,
        succeeded + (how == ExecutionStatus.SUCCEEDED ? 1 : 0),
        failed + (how == ExecutionStatus.FAILED ? 1 : 0),
        timedOut + (how == ExecutionStatus.TIMED_OUT ? 1 : 0),
        aborted + (how == ExecutionStatus.ABORTED ? 1 : 0),
        total,
        resultsWritten);
  }

  /** After all results have been written. */
  public MapRunCounts written() {
    return new MapRunCounts(
        pending,
        running,
        succeeded,
        failed,
        timedOut,
        aborted,
        total,
        succeeded + failed + timedOut + aborted);
  }

  /** The number of children that ended without success. */
  public int unsuccessful() {
    return failed + timedOut + aborted;
  }
}

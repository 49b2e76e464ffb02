package dev.fanfare.local.stepfunctions.maprun;

import dev.fanfare.local.stepfunctions.history.ExecutionStatus;

/**
 * The counts of a Map Run. {@code total} is always the sum of the first six. The counts of
 * executions and items are equal, because items are not batched.
 *
 * @param resultsWritten the number of results in the Map's result
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

  public MapRunCounts started() {
    return new MapRunCounts(
        pending - 1, running + 1, succeeded, failed, timedOut, aborted, total, resultsWritten);
  }

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

  public int unsuccessful() {
    return failed + timedOut + aborted;
  }
}

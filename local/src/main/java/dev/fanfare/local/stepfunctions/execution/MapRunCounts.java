package dev.fanfare.local.stepfunctions.execution;

/**
 * The books of a Map Run. They balance at every moment: {@code total} is the sum of the six before
 * it. An execution is an item here, since items are not batched.
 *
 * @param resultsWritten results that are part of the Map's result by now
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

  static final MapRunCounts EMPTY = new MapRunCounts(0, 0, 0, 0, 0, 0, 0, 0);

  static MapRunCounts ofPending(int items) {
    return new MapRunCounts(items, 0, 0, 0, 0, 0, items, 0);
  }

  /** One child more has been started. */
  MapRunCounts started() {
    return new MapRunCounts(
        pending - 1, running + 1, succeeded, failed, timedOut, aborted, total, resultsWritten);
  }

  /** One child has ended. */
  MapRunCounts ended(ExecutionStatus how) {
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

  /** Every result there is has been written. */
  MapRunCounts written() {
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

  /** Children that ended without success. */
  int unsuccessful() {
    return failed + timedOut + aborted;
  }
}

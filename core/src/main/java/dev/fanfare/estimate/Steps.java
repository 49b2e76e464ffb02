package dev.fanfare.estimate;

/**
 * The duration of a broadcast's sequential steps, in milliseconds.
 *
 * @param plan from the start of the execution until the shards are written
 * @param push until every shard has been pushed
 * @param reduce until the report is written
 * @param prune until the execution ends
 */
public record Steps(long plan, long push, long reduce, long prune) {

  /** Until the last post of the first round is answered. */
  public long reached() {
    return plan + push;
  }

  /** The report's {@code tookMillis}. */
  public long reported() {
    return plan + push + reduce;
  }

  public long total() {
    return plan + push + reduce + prune;
  }
}

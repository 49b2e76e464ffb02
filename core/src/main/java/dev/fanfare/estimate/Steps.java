package dev.fanfare.estimate;

/**
 * Milliseconds that the steps of a broadcast take, one after another.
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

  /** What the report's {@code tookMillis} counts. */
  public long reported() {
    return plan + push + reduce;
  }

  public long total() {
    return plan + push + reduce + prune;
  }
}

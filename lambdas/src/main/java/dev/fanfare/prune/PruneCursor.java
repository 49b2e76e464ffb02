package dev.fanfare.prune;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fanfare.broadcast.StaleRow;

/**
 * How far pruning has come.
 *
 * @param partition of the stale records, the next to read
 * @param after the last connection id read in it; null at its beginning
 * @param pruned rows deleted so far
 */
record PruneCursor(int partition, String after, long pruned) {
  static final PruneCursor START = new PruneCursor(0, null, 0);

  @JsonIgnore
  boolean isFinished() {
    return partition >= StaleRow.PARTITIONS;
  }
}

package dev.fanfare.prune;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.fanfare.tables.StaleRow;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The progress of pruning. A cursor from an earlier version, which processed the partitions
 * sequentially, starts at the beginning.
 *
 * @param partitions the unfinished partitions
 * @param pruned recorded connections whose rows are gone so far, even if another call removed them;
 *     depends on the positions alone, so that a repeated call counts nothing twice
 */
@JsonIgnoreProperties({"partition", "after"})
record PruneCursor(List<Position> partitions, long pruned) {
  static final PruneCursor START =
      new PruneCursor(
          IntStream.range(0, StaleRow.PARTITIONS)
              .mapToObj(number -> new Position(number, null))
              .toList(),
          0);

  /**
   * @param partition number of the partition of stale records
   * @param after the last connection id pruned in it; null at the beginning
   */
  record Position(int partition, @Nullable String after) {}

  PruneCursor {
    if (partitions == null) {
      partitions = START.partitions();
      pruned = 0;
    }
  }

  @JsonIgnore
  boolean isFinished() {
    return partitions.isEmpty();
  }
}

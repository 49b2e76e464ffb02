package dev.fanfare.prune;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.fanfare.tables.StaleRow;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far pruning has come. The cursor of an earlier version, which went through one partition
 * after the other, begins at the beginning.
 *
 * @param partitions those that are not finished
 * @param pruned recorded connections whose rows are gone so far, whoever removed them; it follows
 *     from the positions alone, so that a call that is repeated counts nothing twice
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
   * @param partition of the stale records
   * @param after the last connection id that was pruned in it; null at its beginning
   */
  record Position(int partition, String after) {}

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

package dev.fanfare.cli.broadcasts.shards;

import dev.fanfare.tables.ProgressRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * The shards that an operator looks at first. They are selected while the rows are read, so memory
 * use does not depend on the number of shards.
 *
 * @param total number of shards that have begun, in all rounds
 * @param slowest the slowest shards, the slowest first
 * @param troubled the first shards with an error, in the order of the rows
 */
public record ShardRanking(int total, List<ProgressRow> slowest, List<ProgressRow> troubled) {
  private static final Comparator<ProgressRow> BY_DURATION =
      Comparator.comparingLong(ShardRanking::millis);

  /**
   * @param max maximum length of each list
   */
  public static ShardRanking of(Stream<ProgressRow> rows, int max) {
    var slowest = new PriorityQueue<>(BY_DURATION);
    var troubled = new ArrayList<ProgressRow>();
    int total = 0;
    for (Iterator<ProgressRow> each = rows.iterator(); each.hasNext(); total++) {
      ProgressRow row = each.next();
      slowest.add(row);
      if (slowest.size() > max) {
        slowest.remove();
      }
      if (!row.state().trouble().isEmpty() && troubled.size() < max) {
        troubled.add(row);
      }
    }
    return new ShardRanking(
        total, slowest.stream().sorted(BY_DURATION.reversed()).toList(), List.copyOf(troubled));
  }

  /** Returns the milliseconds from the start of the first call to the latest figures. */
  public static long millis(ProgressRow row) {
    return row.state().updatedAt() - row.startedAt();
  }
}

package dev.fanfare.cli.broadcasts.shards;

import dev.fanfare.tables.ProgressRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * The shards that an operator looks at first, picked from any number of them as they are read.
 *
 * @param total that have begun, of all rounds
 * @param slowest the longest first
 * @param troubled those of which a trouble is known, the first ones
 */
public record ShardRanking(int total, List<ProgressRow> slowest, List<ProgressRow> troubled) {
  private static final Comparator<ProgressRow> BY_DURATION =
      Comparator.comparingLong(ShardRanking::millis);

  /**
   * @param most in either list
   */
  public static ShardRanking of(Stream<ProgressRow> rows, int most) {
    var slowest = new PriorityQueue<>(BY_DURATION);
    var troubled = new ArrayList<ProgressRow>();
    int total = 0;
    for (Iterator<ProgressRow> each = rows.iterator(); each.hasNext(); total++) {
      ProgressRow row = each.next();
      slowest.add(row);
      if (slowest.size() > most) {
        slowest.remove();
      }
      if (!row.trouble().isEmpty() && troubled.size() < most) {
        troubled.add(row);
      }
    }
    return new ShardRanking(
        total, slowest.stream().sorted(BY_DURATION.reversed()).toList(), List.copyOf(troubled));
  }

  /** From its first call's beginning to its latest figures. */
  public static long millis(ProgressRow row) {
    return row.updatedAt() - row.startedAt();
  }
}

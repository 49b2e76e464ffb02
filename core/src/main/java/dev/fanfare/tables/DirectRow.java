package dev.fanfare.tables;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Rows of the table {@code Progress} for a directly posted broadcast: one row under its id, which
 * finds the broadcast and identifies repeats; and, unless an execution took over, one row in a list
 * ordered by time. The list has {@value #PARTITIONS} hash keys to spread the writes. Reading the
 * latest broadcasts takes one Query per hash key, for a list of any size.
 *
 * <pre>
 *   broadcast_id  shard                  path    files                     summary
 *   message-1f3a  direct                 direct  report, request, …
 *   direct#07     01795346400123#mess…                                     {"id":"message-1f3a",…}
 * </pre>
 */
public final class DirectRow {
  /** The range key of a broadcast's own row; no shard has this name. */
  public static final String SHARD = "direct";

  public static final String PATH = "path";

  /** The packed files that are not objects in the bucket. */
  public static final String FILES = "files";

  public static final String SUMMARY = "summary";

  /** Number of hash keys of the list; DynamoDB accepts 1,000 writes per second for each. */
  public static final int PARTITIONS = 16;

  private DirectRow() {}

  /**
   * All hash keys of the list; no broadcast id equals one, since ids must not contain {@code #}.
   */
  public static List<String> partitions() {
    return IntStream.range(0, PARTITIONS).mapToObj(DirectRow::partition).toList();
  }

  public static String partitionOf(String broadcastId) {
    return partition(Math.floorMod(broadcastId.hashCode(), PARTITIONS));
  }

  /** The range key in the list, in chronological order. */
  public static String entry(Instant startedAt, String broadcastId) {
    return String.format(Locale.ROOT, "%014d#%s", startedAt.toEpochMilli(), broadcastId);
  }

  private static String partition(int number) {
    return String.format(Locale.ROOT, "direct#%02d", number);
  }
}

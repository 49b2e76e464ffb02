package dev.fanfare.tables;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the table {@code Progress} keeps of a broadcast that a function has posted itself: one row
 * under its id, by which it is found and known again; and, unless an execution went on with it, one
 * row in a list by time. The list is spread over {@value #PARTITIONS} hash keys, so that no key
 * takes all writes, and the latest are as many Queries away, whatever lies between them.
 *
 * <pre>
 *   broadcast_id  shard                  path    files                     summary
 *   message-1f3a  direct                 direct  report, request, …
 *   direct#07     01795346400123#mess…                                     {"id":"message-1f3a",…}
 * </pre>
 */
public final class DirectRow {
  /** The range key of a broadcast's own row; no shard is called so. */
  public static final String SHARD = "direct";

  public static final String PATH = "path";

  /** The files that are no objects of the bucket, packed. */
  public static final String FILES = "files";

  public static final String SUMMARY = "summary";

  /** Hash keys of the list; DynamoDB takes 1,000 writes a second for each. */
  public static final int PARTITIONS = 16;

  private DirectRow() {}

  /** All hash keys of the list; no id looks like one, since none may hold a #. */
  public static List<String> partitions() {
    return IntStream.range(0, PARTITIONS).mapToObj(DirectRow::partition).toList();
  }

  public static String partitionOf(String broadcastId) {
    return partition(Math.floorMod(broadcastId.hashCode(), PARTITIONS));
  }

  /** The range key in the list: in the order of time. */
  public static String entry(Instant startedAt, String broadcastId) {
    return String.format(Locale.ROOT, "%014d#%s", startedAt.toEpochMilli(), broadcastId);
  }

  private static String partition(int number) {
    return String.format(Locale.ROOT, "direct#%02d", number);
  }
}

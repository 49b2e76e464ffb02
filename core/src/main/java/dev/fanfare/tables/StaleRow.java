package dev.fanfare.tables;

import java.util.Locale;

/**
 * Attributes of a row of the table {@code StaleConnections}: one connection that a broadcast found
 * stale. The reducer writes it, pruning reads it, and TTL deletes it.
 *
 * <p>A broadcast's rows are spread over {@link #PARTITIONS} hash keys such as {@code
 * spring-sale#07}: a single key accepts only about 1,000 writes per second.
 */
public final class StaleRow {
  public static final int PARTITIONS = 16;

  public static final String PARTITION = "broadcast_partition";
  public static final String CONNECTION_ID = "connection_id";
  public static final String USER_ID = "user_id";

  /** When the connection's {@code $connect} arrived, in milliseconds since the epoch. */
  public static final String CONNECTED_AT = "connected_at";

  /** When the reducer recorded it, in milliseconds since the epoch. */
  public static final String RECORDED_AT = "recorded_at";

  /** The table's TTL, in seconds since the epoch. */
  public static final String EXPIRES_AT = "expires_at";

  private StaleRow() {}

  public static String partition(String broadcastId, int partition) {
    return String.format(Locale.ROOT, "%s#%02d", broadcastId, partition);
  }

  public static String partitionOf(String broadcastId, String connectionId) {
    return partition(broadcastId, Math.floorMod(connectionId.hashCode(), PARTITIONS));
  }
}

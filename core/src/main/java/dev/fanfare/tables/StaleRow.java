package dev.fanfare.tables;

import dev.fanfare.broadcast.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
  public static final String CONNECTION_ID = ConnectionRow.CONNECTION_ID;
  public static final String USER_ID = ConnectionRow.USER_ID;

  /**
   * When the connection's {@code $connect} arrived, in milliseconds since the epoch; absent in rows
   * from earlier versions.
   */
  public static final String CONNECTED_AT = ConnectionRow.CONNECTED_AT;

  /** When the reducer recorded it, in milliseconds since the epoch. */
  public static final String RECORDED_AT = "recorded_at";

  /** The table's TTL, in seconds since the epoch. */
  public static final String EXPIRES_AT = Expiry.ATTRIBUTE;

  private StaleRow() {}

  /**
   * The row of a stale connection.
   *
   * @param recordedAt when the reducer records it
   * @param retention how long the row is kept
   */
  public static Map<String, AttributeValue> of(
      String broadcastId, Connection connection, Instant recordedAt, Duration retention) {
    return Map.of(
        PARTITION, AttributeValue.fromS(partitionOf(broadcastId, connection.id())),
        CONNECTION_ID, AttributeValue.fromS(connection.id()),
        USER_ID, AttributeValue.fromS(connection.userId()),
        CONNECTED_AT, RowValues.number(connection.connectedAt()),
        RECORDED_AT, RowValues.number(recordedAt.toEpochMilli()),
        EXPIRES_AT, RowValues.number(recordedAt.plus(retention).getEpochSecond()));
  }

  public static String partition(String broadcastId, int partition) {
    return String.format(Locale.ROOT, "%s#%02d", broadcastId, partition);
  }

  public static String partitionOf(String broadcastId, String connectionId) {
    return partition(broadcastId, Math.floorMod(connectionId.hashCode(), PARTITIONS));
  }
}

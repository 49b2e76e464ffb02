package dev.fanfare.tables;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.request.ChannelName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes of a row of the table {@code Subscriptions}: one connection's membership in one
 * channel. Hash key {@link #CHANNEL_PARTITION}, range key {@link #CONNECTION_ID}, and an index by
 * connection id.
 *
 * <p>A channel's members are spread over {@link #PARTITIONS} hash keys such as {@code news#07}: a
 * single key accepts only about 1,000 joins per second. A connection is in the partition with the
 * same number in every channel, and partitions are ordered by connection id. A reader that merges
 * the same partition of several channels therefore sees each connection once.
 */
public final class SubscriptionRow {
  public static final int PARTITIONS = 16;

  public static final String CHANNEL_PARTITION = "channel_partition";
  public static final String CONNECTION_ID = ConnectionRow.CONNECTION_ID;
  public static final String USER_ID = ConnectionRow.USER_ID;

  /** When the connection's {@code $connect} arrived, in milliseconds since the epoch. */
  public static final String CONNECTED_AT = ConnectionRow.CONNECTED_AT;

  /** When it joined, in milliseconds since the epoch. */
  public static final String JOINED_AT = "joined_at";

  /**
   * The channel position after which the connection catches up, as requested when it joined; absent
   * without such a request.
   */
  public static final String CAUGHT_UP_FROM = "caught_up_from";

  /**
   * The last position that the connection gets by catching up; messages up to it are not pushed.
   * Absent until it is settled, or without such a request.
   */
  public static final String CAUGHT_UP_TO = "caught_up_to";

  /** A copy of the connection's attributes for filters; absent if there are none. */
  public static final String ATTRIBUTES = ConnectionRow.ATTRIBUTES;

  /** The table's TTL, in seconds since the epoch. */
  public static final String EXPIRES_AT = Expiry.ATTRIBUTE;

  /** Selects live memberships. Needs {@code :now}, see {@link RowValues#now}. */
  public static final String LIVE = Expiry.LIVE;

  private SubscriptionRow() {}

  public static Map<String, AttributeValue> key(String channel, String connectionId) {
    return Map.of(
        CHANNEL_PARTITION, AttributeValue.fromS(partitionOf(channel, connectionId)),
        CONNECTION_ID, AttributeValue.fromS(connectionId));
  }

  /**
   * The row that a join writes.
   *
   * @param attributes the connection's attributes for filters
   * @param joinedAt in milliseconds since the epoch
   */
  public static Map<String, AttributeValue> of(
      Connection connection, Map<String, String> attributes, String channel, long joinedAt) {
    var row = new HashMap<>(key(channel, connection.id()));
    row.put(USER_ID, AttributeValue.fromS(connection.userId()));
    row.put(CONNECTED_AT, RowValues.number(connection.connectedAt()));
    row.put(JOINED_AT, RowValues.number(joinedAt));
    row.put(EXPIRES_AT, RowValues.number(ConnectionRow.expiresAt(joinedAt)));
    if (!attributes.isEmpty()) {
      row.put(ATTRIBUTES, RowValues.texts(attributes));
    }
    return row;
  }

  /** Whether {@link #LIVE} selects the row. */
  public static boolean isLive(Map<String, AttributeValue> row, Instant at) {
    return Expiry.isLive(row, at);
  }

  public static String partition(String channel, int partition) {
    return String.format(Locale.ROOT, "%s%c%02d", channel, ChannelName.SEPARATOR, partition);
  }

  /** The hash key of a connection's membership in a channel. */
  public static String partitionOf(String channel, String connectionId) {
    return partition(channel, partitionOf(connectionId));
  }

  /** The partition number of a connection, from 0; the same in every channel. */
  public static int partitionOf(String connectionId) {
    var hash = new CRC32();
    hash.update(connectionId.getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() % PARTITIONS);
  }

  /** The channel in a hash key. */
  public static String channel(String channelPartition) {
    return channelPartition.substring(0, channelPartition.lastIndexOf(ChannelName.SEPARATOR));
  }
}

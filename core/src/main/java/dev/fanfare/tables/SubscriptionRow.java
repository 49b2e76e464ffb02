package dev.fanfare.tables;

import dev.fanfare.request.ChannelName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The attributes of a row of the table {@code Subscriptions}: one connection's membership of one
 * channel. Hash {@link #CHANNEL_PARTITION}, range {@link #CONNECTION_ID}, and an index by
 * connection id.
 *
 * <p>A channel's members are spread over {@link #PARTITIONS} hash keys such as {@code news#07}: one
 * key would take only some 1,000 joins a second. A connection is in the partition of the same
 * number in every channel, and a partition is ordered by connection id; so whoever reads one
 * partition of several channels side by side meets each connection once.
 */
public final class SubscriptionRow {
  public static final int PARTITIONS = 16;

  public static final String CHANNEL_PARTITION = "channel_partition";
  public static final String CONNECTION_ID = "connection_id";
  public static final String USER_ID = "user_id";

  /** When the connection's {@code $connect} arrived, in milliseconds since the epoch. */
  public static final String CONNECTED_AT = "connected_at";

  /** When it joined, in milliseconds since the epoch. */
  public static final String JOINED_AT = "joined_at";

  /**
   * The position in the channel after which the connection catches up, as it asked when it joined;
   * absent where it did not ask.
   */
  public static final String CAUGHT_UP_FROM = "caught_up_from";

  /**
   * The last position that it gets by catching up: messages up to there are not pushed to it.
   * Absent as long as that is not settled, and where it did not ask.
   */
  public static final String CAUGHT_UP_TO = "caught_up_to";

  /** A copy of the connection's attributes, for filters; absent where it has none. */
  public static final String ATTRIBUTES = ConnectionRow.ATTRIBUTES;

  /** The table's TTL, in seconds since the epoch. */
  public static final String EXPIRES_AT = "expires_at";

  private SubscriptionRow() {}

  public static String partition(String channel, int partition) {
    return String.format(Locale.ROOT, "%s%c%02d", channel, ChannelName.SEPARATOR, partition);
  }

  /** The partition of a channel that a connection's membership is in. */
  public static String partitionOf(String channel, String connectionId) {
    return partition(channel, partitionOf(connectionId));
  }

  /** Its number, from 0; the same in every channel. */
  public static int partitionOf(String connectionId) {
    var hash = new CRC32();
    hash.update(connectionId.getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() % PARTITIONS);
  }

  /** The channel that a hash key belongs to. */
  public static String channel(String channelPartition) {
    return channelPartition.substring(0, channelPartition.lastIndexOf(ChannelName.SEPARATOR));
  }
}

package dev.fanfare.tables;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.Connection;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes of a row of the table {@code Connections}: hash key {@link #USER_ID}, range key {@link
 * #CONNECTION_ID}, and an index by connection id.
 *
 * <p>A user's ban is a row next to the user's connections, so that one Query reads both. Every
 * reader of several rows must skip it, see {@link #isBan}.
 */
public final class ConnectionRow {
  public static final String USER_ID = "user_id";
  public static final String CONNECTION_ID = "connection_id";

  /** When {@code $connect} arrived, in milliseconds since the epoch. */
  public static final String CONNECTED_AT = "connected_at";

  /** Client attributes for filters: a map of strings; absent if there are none. */
  public static final String ATTRIBUTES = "attributes";

  /**
   * The channels that the connection is in: a string set, absent if there are none. It mirrors
   * {@link SubscriptionRow}; one transaction changes both, so that a connection that ends loses
   * every membership.
   */
  public static final String CHANNELS = "channels";

  /** The table's TTL, in seconds since the epoch: the row is dead afterwards in any case. */
  public static final String EXPIRES_AT = Expiry.ATTRIBUTE;

  /**
   * Selects live rows: connections that may be open, and bans in force. Needs {@code :now}, see
   * {@link RowValues#now}.
   */
  public static final String LIVE = Expiry.LIVE;

  /**
   * The range key of a ban. No connection id starts with this character, and it sorts before all
   * connection ids.
   */
  public static final String BAN = "#ban";

  /** Reason of a ban, for the operator; may be empty. {@link #EXPIRES_AT} is the end of the ban. */
  public static final String REASON = "reason";

  /**
   * Lifetime of a row after its connection opened, in seconds: slightly longer than any connection,
   * so that a row never expires before its connection ends.
   */
  private static final long LIFE_SECONDS = AwsLimits.CONNECTION_SECONDS + 10 * 60;

  private static final BigDecimal LATEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private ConnectionRow() {}

  /**
   * The expiry time of a row that {@code $connect} or a join writes, in seconds since the epoch.
   *
   * @param writtenAt in milliseconds since the epoch
   */
  public static long expiresAt(long writtenAt) {
    return Expiry.after(writtenAt, LIFE_SECONDS);
  }

  /** Whether the row with this range key is a user's ban instead of a connection. */
  public static boolean isBan(String connectionId) {
    return connectionId.equals(BAN);
  }

  public static Map<String, AttributeValue> key(String userId, String connectionId) {
    return Map.of(
        USER_ID, AttributeValue.fromS(userId), CONNECTION_ID, AttributeValue.fromS(connectionId));
  }

  /**
   * The row that {@code $connect} writes.
   *
   * @param attributes client attributes for filters
   * @param channels the channels that the connection is in
   */
  public static Map<String, AttributeValue> of(
      Connection connection, Map<String, String> attributes, Set<String> channels) {
    var row = new HashMap<>(key(connection.userId(), connection.id()));
    row.put(CONNECTED_AT, RowValues.number(connection.connectedAt()));
    row.put(EXPIRES_AT, RowValues.number(expiresAt(connection.connectedAt())));
    if (!channels.isEmpty()) {
      row.put(CHANNELS, AttributeValue.fromSs(List.copyOf(channels)));
    }
    if (!attributes.isEmpty()) {
      row.put(ATTRIBUTES, RowValues.texts(attributes));
    }
    return row;
  }

  /**
   * The row of a ban.
   *
   * @param until the end of the ban, in seconds since the epoch
   */
  public static Map<String, AttributeValue> ban(String userId, long until, String reason) {
    var row = new HashMap<>(key(userId, BAN));
    row.put(REASON, AttributeValue.fromS(reason));
    row.put(EXPIRES_AT, RowValues.number(until));
    return row;
  }

  /**
   * The connection of a row. Rows of {@code Subscriptions} and {@code StaleConnections} have the
   * same attributes.
   *
   * @throws IllegalStateException if the row has no text as an id
   */
  public static Connection connection(Map<String, AttributeValue> row) {
    return new Connection(
        RowValues.text(row, CONNECTION_ID), RowValues.text(row, USER_ID), connectedAt(row));
  }

  /**
   * Reads {@link #CONNECTED_AT} without its fraction. A row from another writer or an earlier
   * version may lack the attribute or hold an invalid number; the connection then counts as old,
   * without an error.
   *
   * @return milliseconds since the epoch, or 0
   */
  public static long connectedAt(Map<String, AttributeValue> row) {
    var value = row.get(CONNECTED_AT);
    return value == null ? 0 : connectedAt(value.n());
  }

  /**
   * @param number the attribute's number; null if it is not a number
   */
  static long connectedAt(@Nullable String number) {
    try {
      var millis = number == null ? BigDecimal.ZERO : new BigDecimal(number);
      return millis.signum() > 0 && millis.compareTo(LATEST) <= 0 ? millis.longValue() : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}

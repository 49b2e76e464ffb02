package dev.fanfare.tables;

import dev.fanfare.broadcast.AwsLimits;
import java.math.BigDecimal;

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
  public static final String EXPIRES_AT = "expires_at";

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
  public static final long LIFE_SECONDS = AwsLimits.CONNECTION_SECONDS + 10 * 60;

  private static final BigDecimal LATEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private ConnectionRow() {}

  /** Whether the row with this range key is a user's ban instead of a connection. */
  public static boolean isBan(String connectionId) {
    return connectionId.equals(BAN);
  }

  /**
   * Reads {@link #CONNECTED_AT} of any row, without its fraction. A row from another writer may
   * lack the attribute or hold an invalid number; the connection then counts as old, without an
   * error.
   *
   * @param number the attribute's number; null if absent
   * @return milliseconds since the epoch, or 0
   */
  public static long connectedAt(String number) {
    try {
      var millis = number == null ? BigDecimal.ZERO : new BigDecimal(number);
      return millis.signum() > 0 && millis.compareTo(LATEST) <= 0 ? millis.longValue() : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}

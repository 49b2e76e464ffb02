package dev.fanfare.tables;

import dev.fanfare.broadcast.AwsLimits;
import java.math.BigDecimal;

/**
 * The attributes of a row of the table {@code Connections}: hash {@link #USER_ID}, range {@link
 * #CONNECTION_ID}, and an index by connection id.
 *
 * <p>A user's ban is a row beside the user's connections, so that one Query reads both. Every
 * reader of several rows skips it by {@link #isBan}.
 */
public final class ConnectionRow {
  public static final String USER_ID = "user_id";
  public static final String CONNECTION_ID = "connection_id";

  /** When {@code $connect} arrived, in milliseconds since the epoch. */
  public static final String CONNECTED_AT = "connected_at";

  /** What is known of the client, for filters: a map of texts; absent where there is nothing. */
  public static final String ATTRIBUTES = "attributes";

  /**
   * The channels that the connection is in: a set of texts, absent where it is in none. What {@link
   * SubscriptionRow} says, from the connection's side; both change in one transaction, so that a
   * connection that ends loses every membership.
   */
  public static final String CHANNELS = "channels";

  /** When the row is dead whatever else happened, in seconds since the epoch: the table's TTL. */
  public static final String EXPIRES_AT = "expires_at";

  /**
   * The range key of a ban. No connection id starts with this character, and it sorts before all
   * that do.
   */
  public static final String BAN = "#ban";

  /** Of a ban: why, for the operator; may be empty. Its {@link #EXPIRES_AT} is its end. */
  public static final String REASON = "reason";

  /**
   * How long a row lives after its connection was opened, in seconds: a little longer than any
   * connection, so that it never vanishes under a living one.
   */
  public static final long LIFE_SECONDS = AwsLimits.CONNECTION_SECONDS + 10 * 60;

  private static final BigDecimal LATEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private ConnectionRow() {}

  /** Whether the row with this range key is a user's ban, and no connection. */
  public static boolean isBan(String connectionId) {
    return connectionId.equals(BAN);
  }

  /**
   * Reads {@link #CONNECTED_AT} of any row, without its fraction. A row that somebody else wrote
   * may lack the time, or have a number there that is none; then the connection counts as old, and
   * nothing fails.
   *
   * @param number the attribute's number; null where it has none
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

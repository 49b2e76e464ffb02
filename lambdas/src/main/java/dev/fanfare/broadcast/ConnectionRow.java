package dev.fanfare.broadcast;

/**
 * The attributes of a row of the table {@code Connections}: hash {@link #USER_ID}, range {@link
 * #CONNECTION_ID}, and an index by connection id.
 */
public final class ConnectionRow {
  public static final String USER_ID = "user_id";
  public static final String CONNECTION_ID = "connection_id";

  /** When {@code $connect} arrived, in milliseconds since the epoch. */
  public static final String CONNECTED_AT = "connected_at";

  /** What is known of the client, for filters: a map of texts; absent where there is nothing. */
  public static final String ATTRIBUTES = "attributes";

  /**
   * Until when the budget of messages that the client may send is spent, in microseconds since the
   * epoch; absent before the first.
   */
  public static final String SPENT_UNTIL = "spent_until";

  /**
   * The channels that the connection is in: a set of texts, absent where it is in none. What {@link
   * SubscriptionRow} says, from the connection's side; both change in one transaction, so that a
   * connection that ends loses every membership.
   */
  public static final String CHANNELS = "channels";

  /** When the row is dead whatever else happened, in seconds since the epoch: the table's TTL. */
  public static final String EXPIRES_AT = "expires_at";

  /**
   * How long a row lives after its connection was opened, in seconds: a little longer than any
   * connection, so that it never vanishes under a living one.
   */
  public static final long LIFE_SECONDS = AwsLimits.CONNECTION_SECONDS + 10 * 60;

  private ConnectionRow() {}
}

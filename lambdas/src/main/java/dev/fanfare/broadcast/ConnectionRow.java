package dev.fanfare.broadcast;

/**
 * The attributes of a row of the table {@code Connections}: hash {@link #USER_ID}, range {@link
 * #CONNECTION_ID}, and an index by connection id.
 */
public final class ConnectionRow {
  private ConnectionRow() {}

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

  /** When the row is dead whatever else happened, in seconds since the epoch: the table's TTL. */
  public static final String EXPIRES_AT = "expires_at";
}

package dev.fanfare.tables;

/**
 * Attributes of a row of the table {@code Sessions}: the duration of one connection. The hash key
 * is {@link #USER_ID} and the range key {@link #ENDED}, so one Query reads a user's last sessions.
 */
public final class SessionRow {
  public static final String USER_ID = "user_id";

  /** End time and connection id, such as {@code 1795334400123#BFaT_fALIAMCKug=}. */
  public static final String ENDED = "ended";

  /** When the connection's {@code $connect} arrived, in milliseconds since the epoch. */
  public static final String CONNECTED_AT = "connected_at";

  /** In milliseconds since the epoch. */
  public static final String ENDED_AT = "ended_at";

  /** Duration from connect to end, in whole seconds. */
  public static final String SECONDS = "seconds";

  /**
   * True if the end was not reported, so that {@link #ENDED_AT} is the time when a broadcast
   * detected it.
   */
  public static final String ESTIMATED = "estimated";

  /**
   * True if the connect was refused after its row was written, so that the session had no duration.
   * Such a row is only for counting connects and expires after a few minutes.
   */
  public static final String REFUSED = "refused";

  /**
   * Lifetime of a refused connect, in seconds: longer than the period in which connects are
   * counted.
   */
  public static final long REFUSED_SECONDS = 180;

  /** The table's TTL, in seconds since the epoch. */
  public static final String EXPIRES_AT = "expires_at";

  private SessionRow() {}

  /** The range key of a session. Milliseconds have 13 digits until 2286, so keys sort by time. */
  public static String ended(long endedAt, String connectionId) {
    return endedAt + "#" + connectionId;
  }

  /** The connection id in a range key. */
  public static String connectionId(String ended) {
    return ended.substring(ended.indexOf('#') + 1);
  }
}

package dev.fanfare.tables;

/**
 * The attributes of a row of the table {@code Sessions}: how long one connection was there. Hash
 * {@link #USER_ID}, range {@link #ENDED}, so that a user's last sessions are one Query away.
 */
public final class SessionRow {
  public static final String USER_ID = "user_id";

  /** When it ended and which one it was, such as {@code 1795334400123#BFaT_fALIAMCKug=}. */
  public static final String ENDED = "ended";

  /** When the connection's {@code $connect} arrived, in milliseconds since the epoch. */
  public static final String CONNECTED_AT = "connected_at";

  /** In milliseconds since the epoch. */
  public static final String ENDED_AT = "ended_at";

  /** From one to the other, in whole seconds. */
  public static final String SECONDS = "seconds";

  /**
   * Whether nobody told of the end, so that {@link #ENDED_AT} is when a broadcast found it out, and
   * not when it happened.
   */
  public static final String ESTIMATED = "estimated";

  /**
   * Whether it was refused after its row was written, so that it had no length. Such a row only
   * counts connects, and expires after a few minutes.
   */
  public static final String REFUSED = "refused";

  /** How long a refused connect is known, in seconds: longer than connects are counted. */
  public static final long REFUSED_SECONDS = 180;

  /** The table's TTL, in seconds since the epoch. */
  public static final String EXPIRES_AT = "expires_at";

  private SessionRow() {}

  /** The range key of a session. Milliseconds have 13 digits until 2286, so keys sort by time. */
  public static String ended(long endedAt, String connectionId) {
    return endedAt + "#" + connectionId;
  }

  /** Which connection it was, by the range key. */
  public static String connectionId(String ended) {
    return ended.substring(ended.indexOf('#') + 1);
  }
}

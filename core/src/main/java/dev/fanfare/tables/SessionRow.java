package dev.fanfare.tables;

import dev.fanfare.broadcast.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
  private static final long REFUSED_SECONDS = 180;

  /** The table's TTL, in seconds since the epoch. */
  public static final String EXPIRES_AT = Expiry.ATTRIBUTE;

  private SessionRow() {}

  /**
   * The row of a connection that has ended.
   *
   * @param endedAt in milliseconds since the epoch
   * @param seconds the duration
   * @param retention how long the row is kept
   */
  public static Map<String, AttributeValue> of(
      Connection connection, long endedAt, long seconds, boolean estimated, Duration retention) {
    return Map.of(
        USER_ID, AttributeValue.fromS(connection.userId()),
        ENDED, AttributeValue.fromS(ended(endedAt, connection.id())),
        CONNECTED_AT, RowValues.number(connection.connectedAt()),
        ENDED_AT, RowValues.number(endedAt),
        SECONDS, RowValues.number(seconds),
        ESTIMATED, AttributeValue.fromBool(estimated),
        EXPIRES_AT, RowValues.number(Expiry.after(endedAt, retention.toSeconds())));
  }

  /** The row of a refused connect. */
  public static Map<String, AttributeValue> refused(Connection connection) {
    long at = connection.connectedAt();
    var row = new HashMap<>(of(connection, at, 0, false, Duration.ofSeconds(REFUSED_SECONDS)));
    row.put(REFUSED, AttributeValue.fromBool(true));
    return row;
  }

  /** The range key of a session. Milliseconds have 13 digits until 2286, so keys sort by time. */
  public static String ended(long endedAt, String connectionId) {
    return endedAt + "#" + connectionId;
  }

  /** The connection id in a range key. */
  public static String connectionId(String ended) {
    return ended.substring(ended.indexOf('#') + 1);
  }
}

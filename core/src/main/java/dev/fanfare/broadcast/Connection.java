package dev.fanfare.broadcast;

import java.time.Duration;
import java.util.Objects;

/**
 * One WebSocket connection of a user, as the connection table and the shards hold it.
 *
 * @param id the id API Gateway gave it; never reused
 * @param userId whose connection it is; a user may have many
 * @param connectedAt when its {@code $connect} arrived, in milliseconds since the epoch
 */
public record Connection(String id, String userId, long connectedAt) {
  public Connection {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(userId, "userId");
  }

  /**
   * Whether the connection may not have been open yet when a request for it was sent, although it
   * exists: API Gateway answers 410 until {@code $connect} has ended. Judge by the time of the
   * request, not of its answer: a 410 may come late, and was true when it was given.
   *
   * <p>Clocks may differ a little, so a connection that connects a little ahead of the request is
   * young too. One that is further ahead has a wrong time, and must not be young for ever.
   *
   * @param sentAt when the request was sent, in milliseconds since the epoch
   * @param young how long a connection may take to open
   */
  public boolean isYoung(long sentAt, Duration young) {
    return Math.abs(sentAt - connectedAt) < young.toMillis();
  }
}

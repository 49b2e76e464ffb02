package dev.fanfare.broadcast;

import java.time.Duration;
import java.util.Objects;

/**
 * A WebSocket connection of a user, as stored in the connection table and in shards.
 *
 * @param id the connection id from API Gateway; never reused
 * @param userId the owner of the connection; a user may have several connections
 * @param connectedAt when {@code $connect} arrived, in milliseconds since the epoch
 */
public record Connection(String id, String userId, long connectedAt) {
  public Connection {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(userId, "userId");
  }

  /**
   * Whether the connection may not have been open yet when a request for it was sent. API Gateway
   * answers 410 until {@code $connect} has finished. Compare with the time of the request, not of
   * the response: a 410 that arrives late was still correct when API Gateway sent it.
   *
   * <p>Clocks may differ slightly, so a connection whose time is slightly after the request is
   * young too. A connection whose time is further ahead has a wrong time and must not stay young
   * forever.
   *
   * @param sentAt when the request was sent, in milliseconds since the epoch
   * @param young how long a connection may take to open; a connection of exactly this age is not
   *     young
   */
  public boolean isYoung(long sentAt, Duration young) {
    return Math.abs(sentAt - connectedAt) < young.toMillis();
  }
}

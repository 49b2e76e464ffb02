package dev.fanfare.broadcast;

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
}

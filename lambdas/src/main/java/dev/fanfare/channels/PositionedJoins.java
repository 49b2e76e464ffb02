package dev.fanfare.channels;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.Memberships.Joining;
import java.util.Map;
import java.util.Optional;

/** Lets a connection into a channel as one that has caught up to a position of it. */
public interface PositionedJoins {

  /**
   * Joins, or, for who is in already, notes the position; if the channel's head is still there.
   *
   * @param attributes the connection's, which the membership carries for filters
   * @param head the channel's last position
   * @return empty when the head is another one by now, and nothing has changed
   */
  Optional<Joining> joinAt(
      Connection connection, Map<String, String> attributes, String channel, long head);
}

package dev.fanfare.channels.catchup;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.Memberships.Joining;
import java.util.Map;

/** Lets a connection into a channel as one that is catching up. */
public interface CatchUpJoins {

  /**
   * Joins, or, for who is in already, begins to catch up again. Up to where is settled by {@link
   * CatchUpEnds}, by whoever comes first.
   *
   * @param attributes the connection's, which the membership carries for filters
   * @param from the position after which it catches up
   */
  Joining joinFrom(
      Connection connection, Map<String, String> attributes, String channel, long from);
}

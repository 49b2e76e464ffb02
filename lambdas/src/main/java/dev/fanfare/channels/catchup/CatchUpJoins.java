package dev.fanfare.channels.catchup;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.ConnectionChannels.Joining;
import java.util.Map;

/** Joins a connection to a channel as a member that is catching up. */
public interface CatchUpJoins {

  /**
   * Joins the channel. For an existing member, this starts another catch-up. {@link CatchUpEnds}
   * fixes the end of the catch-up.
   *
   * @param attributes the connection's attributes; the membership stores them for filters
   * @param from the position after which the catch-up starts
   */
  Joining joinFrom(
      Connection connection, Map<String, String> attributes, String channel, long from);
}

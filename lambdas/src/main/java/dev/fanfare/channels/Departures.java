package dev.fanfare.channels;

import dev.fanfare.broadcast.Connection;
import java.util.Optional;

/** What remains to be done when a connection has ended. */
public interface Departures {

  /**
   * Removes all its memberships and its row, and records the session. Ending one twice is harmless:
   * its session is recorded once.
   *
   * @param endedAt in milliseconds since the epoch
   * @param estimated whether the end is found out rather than told
   * @return the session; empty when it was ended before
   */
  Optional<Session> end(Connection connection, long endedAt, boolean estimated);
}

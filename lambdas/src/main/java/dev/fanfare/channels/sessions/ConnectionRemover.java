package dev.fanfare.channels.sessions;

import dev.fanfare.broadcast.Connection;
import java.util.List;

/** Removes the stored data of connections that have ended. */
public interface ConnectionRemover {

  /**
   * Removes the memberships and the row of each connection and records its session, atomically per
   * connection. Removing a connection twice is harmless: its session is recorded once.
   *
   * @param connections may name a connection twice
   * @param endedAt in milliseconds since the epoch
   * @param estimated true if the end was detected later, so that the connection ended before {@code
   *     endedAt}
   * @return the sessions that this call ended; the other connections had ended before
   */
  List<Session> end(List<Connection> connections, long endedAt, boolean estimated);
}

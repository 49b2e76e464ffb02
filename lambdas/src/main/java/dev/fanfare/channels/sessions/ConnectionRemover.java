package dev.fanfare.channels.sessions;

import dev.fanfare.broadcast.Connection;
import java.util.List;

/** Removes what is stored of connections that have ended. */
public interface ConnectionRemover {

  /**
   * Removes the memberships and the row of each connection, and records its session, all of that
   * together or nothing. Ending a connection twice is harmless: its session is recorded once.
   *
   * @param connections may name a connection twice
   * @param endedAt in milliseconds since the epoch
   * @param estimated whether the end was found out later, so that it was before {@code endedAt}
   * @return the sessions of those that this call has ended; the others were ended before
   */
  List<Session> end(List<Connection> connections, long endedAt, boolean estimated);
}

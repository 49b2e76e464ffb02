package dev.fanfare.sockets.connect;

import dev.fanfare.broadcast.Connection;
import java.time.Instant;
import java.util.List;

/** The ended sessions of users, as stored in the sessions table. */
public interface EndedSessions {

  /** Returns the connections that began and ended since the given time. */
  List<Connection> begunSince(String userId, Instant since);
}

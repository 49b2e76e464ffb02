package dev.fanfare.sockets.connect;

import dev.fanfare.broadcast.Connection;
import java.time.Instant;
import java.util.List;

/** The sessions of users that have ended, as far as the table of sessions knows. */
public interface EndedSessions {

  /** The connections of those that have begun and ended since then. */
  List<Connection> begunSince(String userId, Instant since);
}

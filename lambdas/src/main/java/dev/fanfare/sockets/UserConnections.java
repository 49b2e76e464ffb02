package dev.fanfare.sockets;

import dev.fanfare.broadcast.Connection;
import java.util.List;
import java.util.Optional;

/** A user's ban and connections, as far as the connection table knows. */
public interface UserConnections {

  /** Reads both at once and consistently, without what has expired. */
  State of(String userId);

  /**
   * What is known of a user at one moment.
   *
   * @param ban in force
   */
  record State(Optional<Ban> ban, List<Connection> open) {}

  /** Replaces the user's ban, if there is one. */
  void ban(Ban ban);
}

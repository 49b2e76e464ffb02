package dev.fanfare.sockets;

import dev.fanfare.broadcast.Connection;
import java.util.List;
import java.util.Optional;

/** The ban and the connections of a user, as stored in the connections table. */
public interface UserConnections {

  /** Reads both in one consistent read, without expired rows. */
  State of(String userId);

  /**
   * The state of a user at one moment.
   *
   * @param ban the ban in force; empty if there is none
   */
  record State(Optional<Ban> ban, List<Connection> open) {}

  /** Stores the ban and replaces an earlier one. */
  void ban(Ban ban);
}

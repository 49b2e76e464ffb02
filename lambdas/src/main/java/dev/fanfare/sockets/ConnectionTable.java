package dev.fanfare.sockets;

import dev.fanfare.broadcast.Connection;

/** The connection table, as the routes write it. */
interface ConnectionTable {

  void add(Connection connection);

  /** Removes a connection's row, if there is one; needs no Scan. */
  void remove(String connectionId);
}

package dev.fanfare.sockets;

/** The connection table, as the routes write it. */
interface ConnectionTable {

  void add(Client client);

  /** Removes a connection's row, if there is one; needs no Scan. */
  void remove(String connectionId);
}

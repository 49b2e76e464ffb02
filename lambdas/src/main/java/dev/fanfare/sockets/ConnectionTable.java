package dev.fanfare.sockets;

/** The connection table, as the routes write it. */
interface ConnectionTable {

  void add(Client client);

  /** Takes back what {@link #add} has written. */
  void remove(Client client);
}

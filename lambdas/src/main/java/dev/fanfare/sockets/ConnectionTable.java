package dev.fanfare.sockets;

/** The connection table, as the routes write it. */
interface ConnectionTable {

  void add(Client client);
}

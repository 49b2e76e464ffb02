package dev.fanfare.sockets.connect;

import dev.fanfare.sockets.Client;
import java.util.Set;

/** The rows of connections and of the channels that they join by connecting. */
public interface ConnectionTable {

  /** Adds a connection that nobody knows yet. */
  void add(Client client, Set<String> channels);

  /** Takes back what {@link #add} has written, but for the fact that the user has connected. */
  void remove(Client client, Set<String> channels);
}

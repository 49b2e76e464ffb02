package dev.fanfare.sockets.connect;

import dev.fanfare.sockets.Client;
import java.util.Set;

/** The rows of connections and of the channels that they join at connect. */
public interface ConnectionTable {

  /** Adds a connection that is not open yet. */
  void add(Client client, Set<String> channels);

  /** Removes what {@link #add} wrote, but records the connect attempt. */
  void remove(Client client, Set<String> channels);
}

package dev.fanfare.reduce;

import dev.fanfare.broadcast.Connection;
import java.util.List;

/** Where stale connections are recorded, for pruning and for whoever wants to know. */
public interface StaleTable {

  /** Records connections; recording one twice is harmless. */
  void record(String broadcastId, List<Connection> connections);
}

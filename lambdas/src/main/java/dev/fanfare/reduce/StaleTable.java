package dev.fanfare.reduce;

import dev.fanfare.broadcast.Connection;
import java.util.List;

/** Records stale connections, for pruning and for operators. */
public interface StaleTable {

  /** Records connections. Idempotent. */
  void record(String broadcastId, List<Connection> connections);
}

package dev.fanfare.reduce;

import dev.fanfare.broadcast.Connection;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands stale connections to their table a few hundred at a time, so that memory does not grow with
 * their number.
 */
final class StaleBatches {
  private static final int BATCH = 500;

  private final StaleTable table;
  private final String broadcastId;
  private final List<Connection> open = new ArrayList<>();

  StaleBatches(StaleTable table, String broadcastId) {
    this.table = table;
    this.broadcastId = broadcastId;
  }

  void add(Connection connection) {
    open.add(connection);
    if (open.size() == BATCH) {
      flush();
    }
  }

  void flush() {
    if (!open.isEmpty()) {
      table.record(broadcastId, List.copyOf(open));
      open.clear();
    }
  }
}

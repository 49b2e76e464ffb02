package dev.fanfare.reduce;

import dev.fanfare.broadcast.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands stale connections to their table a few hundred at a time, so that memory does not grow with
 * their number. Names a connection once a batch, whoever claims it: DynamoDB refuses a batch that
 * writes a row twice.
 */
final class StaleBatches {
  private static final int BATCH = 500;

  private final StaleTable table;
  private final String broadcastId;
  private final Map<String, Connection> open = new LinkedHashMap<>();

  StaleBatches(StaleTable table, String broadcastId) {
    this.table = table;
    this.broadcastId = broadcastId;
  }

  void add(Connection connection) {
    open.put(connection.id(), connection);
    if (open.size() == BATCH) {
      flush();
    }
  }

  void flush() {
    if (!open.isEmpty()) {
      table.record(broadcastId, List.copyOf(open.values()));
      open.clear();
    }
  }
}

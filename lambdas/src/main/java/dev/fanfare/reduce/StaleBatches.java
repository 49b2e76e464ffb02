package dev.fanfare.reduce;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.Connection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Records stale connections in batches, several concurrently. The number of concurrent batches is
 * bounded, so memory does not grow with the number of connections. A batch contains a connection
 * only once: DynamoDB refuses a batch that writes a row twice.
 */
final class StaleBatches {
  private static final int MAX_PENDING = 32;

  private final StaleTable table;
  private final String broadcastId;
  private final Executor writers;
  private final Map<String, Connection> open = new LinkedHashMap<>();
  private final Deque<CompletableFuture<Void>> underWay = new ArrayDeque<>();

  /**
   * @param writers runs the writes
   */
  StaleBatches(StaleTable table, String broadcastId, Executor writers) {
    this.table = table;
    this.broadcastId = broadcastId;
    this.writers = writers;
  }

  void add(Connection connection) {
    open.put(connection.id(), connection);
    if (open.size() == AwsLimits.BATCH_WRITE_ITEMS) {
      send();
    }
  }

  /** Returns when all connections are recorded. */
  void flush() {
    if (!open.isEmpty()) {
      send();
    }
    while (!underWay.isEmpty()) {
      await(underWay.remove());
    }
  }

  private void send() {
    if (underWay.size() == MAX_PENDING) {
      await(underWay.remove());
    }
    List<Connection> batch = List.copyOf(open.values());
    open.clear();
    underWay.add(CompletableFuture.runAsync(() -> table.record(broadcastId, batch), writers));
  }

  private static void await(CompletableFuture<Void> write) {
    try {
      write.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("stale connections could not be recorded", e.getCause());
    }
  }
}

package dev.fanfare.reduce;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.dynamodb.BatchWrites;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Records stale connections with the current and the previous code of the reducer. */
public final class BenchRecording {
  /** Number of writers, as in the function. */
  private static final int WRITERS = 16;

  /** Number of connections that the previous code collected before it wrote them. */
  private static final int COLLECTED = 500;

  private BenchRecording() {}

  /** Writes several batches at the same time. */
  public static void record(
      DynamoDbClient tables, String table, String broadcastId, List<Connection> stale) {
    var executor = Executors.newFixedThreadPool(WRITERS);
    try {
      var batches = new StaleBatches(table(tables, table), broadcastId, executor);
      stale.forEach(batches::add);
      batches.flush();
    } finally {
      executor.shutdown();
    }
  }

  /** Writes one batch after another. */
  public static void recordOneByOne(
      DynamoDbClient tables, String table, String broadcastId, List<Connection> stale) {
    var records = table(tables, table);
    for (int from = 0; from < stale.size(); from += COLLECTED) {
      int to = Math.min(stale.size(), from + COLLECTED);
      records.record(broadcastId, stale.subList(from, to));
    }
  }

  private static StaleTable table(DynamoDbClient tables, String table) {
    return new DynamoStaleTable(
        BatchWrites.of(tables, table), Clock.systemUTC(), Duration.ofDays(1));
  }
}

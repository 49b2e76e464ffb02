package dev.fanfare.prune;

import dev.fanfare.broadcast.StaleRow;
import dev.fanfare.channels.DepartureTables;
import dev.fanfare.channels.DynamoDepartures;
import dev.fanfare.channels.SessionCloser;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Prunes as the function does, over a given client. */
public final class BenchPruning {
  private BenchPruning() {}

  /**
   * @param staleTable has the records
   * @return how many were pruned
   */
  public static long prune(
      DynamoDbClient tables, DepartureTables names, String staleTable, String broadcastId) {
    var executor = Executors.newFixedThreadPool(StaleRow.PARTITIONS);
    try {
      var departures = DynamoDepartures.of(tables, names, Duration.ofDays(1));
      return new Pruning(
              new DynamoStaleRecords(tables, staleTable),
              new SessionCloser(departures),
              Clock.systemUTC(),
              executor)
          .prune(broadcastId, PruneCursor.START, () -> false, line -> {})
          .pruned();
    } finally {
      executor.shutdown();
    }
  }
}

package dev.fanfare.prune;

import dev.fanfare.channels.sessions.DynamoConnectionRemover;
import dev.fanfare.channels.sessions.RemovalTables;
import dev.fanfare.channels.sessions.SessionCloser;
import dev.fanfare.config.SilentLog;
import dev.fanfare.tables.StaleRow;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Prunes like the function, with a given client. */
public final class BenchPruning {
  private BenchPruning() {}

  /**
   * @param staleTable name of the table with the records
   * @return number of pruned connections
   */
  public static long prune(
      DynamoDbClient tables, RemovalTables names, String staleTable, String broadcastId) {
    var executor = Executors.newFixedThreadPool(StaleRow.PARTITIONS);
    try {
      var remover = DynamoConnectionRemover.of(tables, names, Duration.ofDays(1));
      return new Pruning(
              new DynamoStaleRecords(tables, staleTable),
              new SessionCloser(remover),
              Clock.systemUTC(),
              executor)
          .prune(broadcastId, PruneCursor.START, () -> false, SilentLog.INSTANCE)
          .pruned();
    } finally {
      executor.shutdown();
    }
  }
}

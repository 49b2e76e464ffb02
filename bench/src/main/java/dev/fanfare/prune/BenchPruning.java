package dev.fanfare.prune;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.channels.sessions.DynamoConnectionRemover;
import dev.fanfare.channels.sessions.RemovalTables;
import dev.fanfare.channels.sessions.SessionCloser;
import dev.fanfare.tables.StaleRow;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Prunes like the function, with a given client. */
public final class BenchPruning {
  private BenchPruning() {}

  /** Drops the metrics of the ended sessions. */
  private static final class NoLog implements LambdaLogger {
    @Override
    public void log(String message) {}

    @Override
    public void log(byte[] message) {}
  }

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
          .prune(broadcastId, PruneCursor.START, () -> false, new NoLog())
          .pruned();
    } finally {
      executor.shutdown();
    }
  }
}

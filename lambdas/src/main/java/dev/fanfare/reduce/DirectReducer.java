package dev.fanfare.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.config.BatchWrites;
import dev.fanfare.config.Json;
import dev.fanfare.outcomes.ShardResult;
import dev.fanfare.reduce.ReduceOutcomesHandler.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reduces what a function has posted itself, as round 0: the reducer's own books, report and
 * metrics, on files that are in memory.
 */
public final class DirectReducer {
  private final StaleTable staleTable;
  private final Clock clock;

  /**
   * What came of the round.
   *
   * @param missed connections that an execution is to try again
   * @param missedPrefix where they lie among the files, as one shard
   * @param outcomes the books
   * @param stale recorded, and to be ended
   * @param settled to be handed to the execution's reducer, if there is one
   * @param metrics a line for the log
   */
  public record Reduced(
      long missed,
      String missedPrefix,
      Map<String, Long> outcomes,
      List<Connection> stale,
      JsonNode settled,
      String metrics) {}

  DirectReducer(StaleTable staleTable, Clock clock) {
    this.staleTable = staleTable;
    this.clock = clock;
  }

  /**
   * @param writes of the table of stale connections
   */
  public static DirectReducer on(BatchWrites writes, Clock clock, Duration retention) {
    return new DirectReducer(new DynamoStaleTable(writes, clock, retention), clock);
  }

  /**
   * @param files hold the shard; get the round's file, its missed connections and the report
   * @param planned connections in the shard
   * @param only what came of the shard
   * @param log takes lines for the operator
   */
  public Reduced reduce(
      BroadcastBucket files,
      String broadcastId,
      Instant startedAt,
      String prefix,
      int planned,
      ShardResult only,
      Consumer<String> log) {
    var stale = new ArrayList<Connection>();
    StaleTable recorded =
        (id, connections) -> {
          stale.addAll(connections);
          record(id, connections, log);
        };
    var payload = payload(broadcastId, startedAt, prefix, planned, only);
    try {
      // All that is missed in one shard, whatever size the planner's have.
      var report = new Reducer(files, recorded, Integer.MAX_VALUE, clock).reduce(payload);
      return new Reduced(
          report.missed(),
          report.missedPrefix(),
          report.outcomes(),
          stale,
          handedOver(report.settled()),
          Metrics.of(report, clock.millis()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private static Payload payload(
      String broadcastId, Instant startedAt, String prefix, int planned, ShardResult only) {
    return new Payload(
        broadcastId,
        startedAt.toString(),
        0,
        planned,
        prefix,
        null,
        planned == 0 ? null : only,
        new Settled(Map.of(), 0, "", BroadcastPath.DIRECT),
        null,
        null);
  }

  /** Who is not recorded is found gone by the next broadcast. */
  private void record(String broadcastId, List<Connection> stale, Consumer<String> log) {
    try {
      staleTable.record(broadcastId, stale);
    } catch (RuntimeException e) {
      log.accept("WARN connections that are gone were not recorded: " + e);
    }
  }

  private static JsonNode handedOver(Settled settled) {
    return Json.MAPPER.valueToTree(
        new Settled(
            settled.outcomes(), settled.posts(), settled.latency(), BroadcastPath.HANDED_OVER));
  }
}

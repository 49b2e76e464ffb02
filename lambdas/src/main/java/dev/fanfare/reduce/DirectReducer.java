package dev.fanfare.reduce;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.outcomes.Round;
import dev.fanfare.outcomes.ShardResult;
import dev.fanfare.reduce.ReduceOutcomesPayload.EndedRound;
import dev.fanfare.reduce.ReduceOutcomesPayload.Plan;
import dev.fanfare.reduce.ReduceOutcomesPayload.ShardResults;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reduces the posts of a function as round 0, with the reducer's books, report and metrics, but on
 * files in memory.
 */
public final class DirectReducer {
  private final StaleTable staleTable;
  private final Clock clock;

  /**
   * The result of the round.
   *
   * @param retryable number of connections that an execution must retry
   * @param missedPrefix prefix of the file with those connections, as one shard
   * @param outcomes the books
   * @param stale recorded stale connections, which the caller must end
   * @param settled state for the execution's reducer, if there is an execution
   * @param metrics a line for the log
   */
  public record Reduced(
      long retryable,
      String missedPrefix,
      Map<String, Long> outcomes,
      List<Connection> stale,
      JsonNode settled,
      String metrics) {}

  public DirectReducer(StaleTable staleTable, Clock clock) {
    this.staleTable = staleTable;
    this.clock = clock;
  }

  /**
   * @param files contains the shard; receives the round's file, its missed connections and the
   *     report
   * @param planned connections in the shard
   * @param only the result of the shard
   * @param log receives log lines for the operator
   */
  public Reduced reduce(
      BroadcastBucket files,
      String broadcastId,
      Instant startedAt,
      String prefix,
      int planned,
      ShardResult only,
      LambdaLogger log) {
    var stale = new ArrayList<Connection>();
    StaleTable recorded =
        (id, connections) -> {
          stale.addAll(connections);
          record(id, connections, log);
        };
    var payload = payload(broadcastId, startedAt, prefix, planned, only);
    try {
      var report = report(files, payload, recorded);
      return new Reduced(
          report.toRetry().retryable(),
          new BroadcastKeys(broadcastId).missed(payload.round().number()),
          report.tally().outcomes(),
          stale,
          handedOver(report.settled()),
          Metrics.of(report, clock.millis()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private Report report(BroadcastBucket files, ReduceOutcomesPayload payload, StaleTable recorded)
      throws IOException {
    var keys = new BroadcastKeys(payload.broadcastId());
    var stale = new StaleBatches(recorded, payload.broadcastId(), Runnable::run);
    // All remaining connections go into one shard, regardless of the planner's shard size.
    var books = RoundBooks.open(files, payload, null, Integer.MAX_VALUE, stale, clock.instant());
    ShardResult only = payload.round().results().only();
    if (only != null) {
      books.add(only);
    }
    books.flush();
    if (books.books().total() != payload.plan().planned()) {
      throw new BooksImbalanceException(payload.plan().planned(), books.books().total());
    }
    var report = books.report(payload, keys, books.shards(), clock.instant());
    new Round(0, payload.round().prefix(), books.shards(), null, only).write(files, keys);
    files.write(keys.report(), Json.MAPPER.writeValueAsBytes(report));
    return report;
  }

  private static ReduceOutcomesPayload payload(
      String broadcastId, Instant startedAt, String prefix, int planned, ShardResult only) {
    return new ReduceOutcomesPayload(
        broadcastId,
        new Plan(startedAt.toString(), planned, null, null),
        new EndedRound(
            0, false, prefix, planned == 0 ? ShardResults.NONE : ShardResults.ofOnly(only)),
        new SettledResults(Map.of(), 0, "", 0, BroadcastPath.DIRECT),
        null,
        null);
  }

  /** The next broadcast finds connections that were not recorded. */
  private void record(String broadcastId, List<Connection> stale, LambdaLogger log) {
    try {
      staleTable.record(broadcastId, stale);
    } catch (RuntimeException e) {
      log.log("cannot record the stale connections: " + e, LogLevel.WARN);
    }
  }

  private static JsonNode handedOver(SettledResults settled) {
    return Json.MAPPER.valueToTree(
        new SettledResults(
            settled.outcomes(),
            settled.posts(),
            settled.latency(),
            settled.refusedShards(),
            BroadcastPath.HANDED_OVER));
  }
}

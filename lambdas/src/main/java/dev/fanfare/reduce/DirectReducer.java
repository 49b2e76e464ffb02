package dev.fanfare.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.outcomes.Round;
import dev.fanfare.outcomes.ShardResult;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
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
   * @param retryable connections that an execution is to try again
   * @param missedPrefix where they lie among the files, as one shard
   * @param outcomes the books
   * @param stale recorded, and to be ended
   * @param settled to be handed to the execution's reducer, if there is one
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
      var report = report(files, payload, recorded);
      return new Reduced(
          report.retryable(),
          report.missedPrefix(),
          report.outcomes(),
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
    // All that is left in one shard, whatever size the planner's have.
    var books = RoundBooks.open(files, payload, null, Integer.MAX_VALUE, stale, clock.instant());
    int shards = payload.onlyResult() == null ? 0 : 1;
    if (shards > 0) {
      books.add(payload.onlyResult());
    }
    books.flush();
    if (books.books().total() != payload.planned()) {
      throw new BooksImbalanceException(payload.planned(), books.books().total());
    }
    var report = books.report(payload, keys, shards, clock.instant());
    new Round(0, payload.prefix(), shards, null, payload.onlyResult()).write(files, keys);
    files.write(keys.report(), Json.MAPPER.writeValueAsBytes(report));
    return report;
  }

  private static ReduceOutcomesPayload payload(
      String broadcastId, Instant startedAt, String prefix, int planned, ShardResult only) {
    return new ReduceOutcomesPayload(
        broadcastId,
        startedAt.toString(),
        0,
        false,
        planned,
        prefix,
        null,
        planned == 0 ? null : only,
        null,
        new Settled(Map.of(), 0, "", 0, BroadcastPath.DIRECT),
        null,
        null,
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
            settled.outcomes(),
            settled.posts(),
            settled.latency(),
            settled.refusedShards(),
            BroadcastPath.HANDED_OVER));
  }
}

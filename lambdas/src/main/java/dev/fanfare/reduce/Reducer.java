package dev.fanfare.reduce;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.outcomes.Round;
import dev.fanfare.outcomes.RoundResults;
import dev.fanfare.reduce.ReduceOutcomesHandler.Payload;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Reduces one round. The list of shards is what the planner wrote, not what the results tell: a
 * shard that no result mentions is one that nobody finished, and its connections are missed, not
 * lost.
 *
 * <p>It goes from shard to shard in an order that never changes. So a call that is made twice
 * writes the same shards of missed connections under the same keys, and records the same stale
 * connections; what one call leaves to the next lies in a folder of its own.
 */
final class Reducer {
  private final BroadcastBucket bucket;
  private final StaleTable staleTable;
  private final SfnFailedMapRun failedMapRun;
  private final int shardSize;
  private final Executor writers;
  private final Clock clock;

  /**
   * @param writers runs the writes to the stale table
   */
  Reducer(
      BroadcastBucket bucket,
      StaleTable staleTable,
      SfnFailedMapRun failedMapRun,
      int shardSize,
      Executor writers,
      Clock clock) {
    this.bucket = bucket;
    this.staleTable = staleTable;
    this.failedMapRun = failedMapRun;
    this.shardSize = shardSize;
    this.writers = writers;
    this.clock = clock;
  }

  /** What a call came to: a report, or where the next call goes on. The other is null. */
  record Reduced(Report report, ReduceCursor cursor) {}

  /**
   * Reduces on from the payload's cursor. Every call books at least one shard.
   *
   * @param call names the invocation
   * @param isTimeUp asked after each shard
   * @throws BooksImbalanceException when planned is not the sum of all outcomes
   */
  Reduced reduce(Payload payload, String call, BooleanSupplier isTimeUp) throws IOException {
    var keys = new BroadcastKeys(payload.broadcastId());
    ReduceCursor from = payload.cursor() == null ? ReduceCursor.START : payload.cursor();
    CollectedResults collected = from.collected();
    if (payload.mapRunFailure() != null && (collected == null || !collected.finished())) {
      collected = failedMapRun.collect(collected, payload.execution(), keys, isTimeUp);
      if (isTimeUp.getAsBoolean()) {
        return new Reduced(null, new ReduceCursor(collected, null));
      }
    }
    List<String> shards = shards(payload.prefix());
    Round round = round(payload, shards.size(), collected);
    var stale = new StaleBatches(staleTable, payload.broadcastId(), writers);
    var books = RoundBooks.open(bucket, payload, from.booked(), shardSize, stale, clock.instant());
    if (!book(round, shards, books, isTimeUp)) {
      String folder = keys.reducing(payload.round(), call);
      books.park(folder);
      return new Reduced(null, new ReduceCursor(collected, folder));
    }
    return new Reduced(finish(payload, keys, round, books), null);
  }

  /** Returns whether all shards are booked. */
  private boolean book(Round round, List<String> shards, RoundBooks books, BooleanSupplier isTimeUp)
      throws IOException {
    try (var results = new RoundResults(bucket, round, shards)) {
      results.skip(books.shards());
      for (var shard = results.next(); shard != null; shard = results.next()) {
        books.add(shard);
        if (isTimeUp.getAsBoolean()) {
          return books.shards() == shards.size();
        }
      }
    }
    return true;
  }

  private Report finish(Payload payload, BroadcastKeys keys, Round round, RoundBooks roundBooks)
      throws IOException {
    roundBooks.flush();
    Books books = roundBooks.books();
    if (books.total() != payload.planned()) {
      throw new BooksImbalanceException(payload.planned(), books.total());
    }
    var report = roundBooks.report(payload, keys, round.shards(), clock.instant());
    round.write(bucket, keys);
    bucket.write(keys.report(), Json.MAPPER.writeValueAsBytes(report));
    new SeenBroadcasts(bucket).add(payload, report, roundBooks.pushedAt());
    return report;
  }

  private static Round round(Payload payload, int shards, CollectedResults collected) {
    String manifestKey = payload.results() == null ? null : payload.results().manifestKey();
    if (collected != null) {
      manifestKey = collected.manifestKey();
    }
    return new Round(payload.round(), payload.prefix(), shards, manifestKey, payload.onlyResult());
  }

  private List<String> shards(String prefix) {
    try (var keys = bucket.list(prefix)) {
      return keys.toList();
    }
  }
}

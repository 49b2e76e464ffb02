package dev.fanfare.reduce;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.config.Deadline;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.outcomes.Round;
import dev.fanfare.outcomes.RoundResults;
import dev.fanfare.reduce.ReduceOutcomesPayload.EndedRound;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reduces one round. The shards are those that the planner wrote, not those in the results. A shard
 * without a result counts as unfinished, and its connections are missed rather than lost.
 *
 * <p>The order of shards never changes. A repeated call therefore writes the same shards of missed
 * connections under the same keys, and records the same stale connections. Each call leaves its
 * state for the next one in its own folder.
 */
public final class Reducer {
  /**
   * Time reserved at the end of a call: recording a shard of 100,000 stale connections takes long
   * on a table with little capacity.
   */
  private static final Duration RESERVE = Duration.ofMinutes(2);

  private final BroadcastBucket bucket;
  private final StaleTable staleTable;
  private final SfnFailedMapRun failedMapRun;
  private final int shardSize;
  private final Executor writers;
  private final Clock clock;

  /**
   * @param writers runs the writes to the stale table
   */
  public Reducer(
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

  /**
   * Reduces one round, or a part of it if the invocation runs out of time. Logs the round's metrics
   * when it is finished.
   *
   * @param context of the invocation
   * @throws BooksImbalanceException if the outcomes do not add up to the planned number
   */
  public ReduceOutcomesResult reduce(ReduceOutcomesPayload payload, Context context)
      throws IOException {
    var reduced = reduce(payload, context.getAwsRequestId(), isTimeUp(payload, context));
    ReduceCursor cursor = reduced.cursor();
    if (cursor != null) {
      return ReduceOutcomesResult.unfinished(cursor);
    }
    Report report = requireNonNull(reduced.report(), "a call returns a cursor or a report");
    PrintableLog.of(context).log(Metrics.of(report, clock.millis()));
    return report.result();
  }

  /** An execution that started before the deployment cannot call again. */
  private static BooleanSupplier isTimeUp(ReduceOutcomesPayload payload, Context context) {
    return payload.execution() == null
        ? () -> false
        : Deadline.of(context, System::nanoTime, RESERVE)::isNear;
  }

  /** The result of a call: a report, or where the next call continues. The other one is null. */
  record Reduced(@Nullable Report report, @Nullable ReduceCursor cursor) {}

  /**
   * Continues from the payload's cursor. Every call books at least one shard.
   *
   * @param call names the invocation
   * @param isTimeUp checked after each shard
   * @throws BooksImbalanceException if the outcomes do not add up to the planned number
   */
  Reduced reduce(ReduceOutcomesPayload payload, String call, BooleanSupplier isTimeUp)
      throws IOException {
    var keys = new BroadcastKeys(payload.broadcastId());
    ReduceCursor from = payload.cursor() == null ? ReduceCursor.START : payload.cursor();
    CollectedResults collected = from.collected();
    if (payload.round().results().failure() != null
        && (collected == null || !collected.finished())) {
      String execution =
          requireNonNull(
              payload.execution(), "a state machine that reports failed Map Runs names itself");
      collected = failedMapRun.collect(collected, execution, keys, isTimeUp);
      if (isTimeUp.getAsBoolean()) {
        return new Reduced(null, new ReduceCursor(collected, null));
      }
    }
    List<String> shards = shards(payload.round().prefix());
    Round round = round(payload, shards.size(), collected);
    var stale = new StaleBatches(staleTable, payload.broadcastId(), writers);
    var books = RoundBooks.open(bucket, payload, from.booked(), shardSize, stale, clock.instant());
    if (!book(round, shards, books, isTimeUp)) {
      String folder = keys.reducing(payload.round().number(), call);
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

  private Report finish(
      ReduceOutcomesPayload payload, BroadcastKeys keys, Round round, RoundBooks roundBooks)
      throws IOException {
    roundBooks.flush();
    Books books = roundBooks.books();
    if (books.total() != payload.plan().planned()) {
      throw new BooksImbalanceException(payload.plan().planned(), books.total());
    }
    var report = roundBooks.report(payload, keys, round.shards(), clock.instant());
    round.write(bucket, keys);
    bucket.write(keys.report(), Json.MAPPER.writeValueAsBytes(report));
    new ObservationLog(bucket).add(payload, report, roundBooks.pushedAt());
    return report;
  }

  private static Round round(
      ReduceOutcomesPayload payload, int shards, @Nullable CollectedResults collected) {
    EndedRound round = payload.round();
    ResultLocation manifest = round.results().manifest();
    String manifestKey = manifest == null ? null : manifest.manifestKey();
    if (collected != null) {
      manifestKey = collected.manifestKey();
    }
    return new Round(round.number(), round.prefix(), shards, manifestKey, round.results().only());
  }

  private List<String> shards(String prefix) {
    try (var keys = bucket.list(prefix)) {
      return keys.toList();
    }
  }
}

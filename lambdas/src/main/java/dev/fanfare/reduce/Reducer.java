package dev.fanfare.reduce;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.ShardWriter;
import dev.fanfare.config.Json;
import dev.fanfare.outcomes.Round;
import dev.fanfare.outcomes.RoundResults;
import dev.fanfare.reduce.ReduceOutcomesHandler.Payload;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Reduces one round. The list of shards is what the planner wrote, not what the results tell: a
 * shard that no result mentions is one that nobody finished, and its connections are missed, not
 * lost.
 */
final class Reducer {
  private final BroadcastBucket bucket;
  private final StaleTable staleTable;
  private final int shardSize;
  private final Clock clock;

  Reducer(BroadcastBucket bucket, StaleTable staleTable, int shardSize, Clock clock) {
    this.bucket = bucket;
    this.staleTable = staleTable;
    this.shardSize = shardSize;
    this.clock = clock;
  }

  /**
   * @throws BooksImbalanceException when planned is not the sum of all outcomes
   */
  Report reduce(Payload payload) throws IOException {
    Instant pushed = clock.instant();
    var keys = new BroadcastKeys(payload.broadcastId());
    var settled = payload.settled() == null ? Settled.NOTHING : payload.settled();
    String missedPrefix = keys.missed(payload.round());
    var missed = new ShardWriter(bucket, missedPrefix, shardSize, 0, 0);
    var stale = new StaleBatches(staleTable, payload.broadcastId());
    var roundBooks = new RoundBooks(bucket, settled, missed, stale);

    List<String> shards = shards(payload.prefix());
    Round round = round(payload, shards.size());
    try (var results = new RoundResults(bucket, round, shards)) {
      for (var shard = results.next(); shard != null; shard = results.next()) {
        roundBooks.add(shard);
      }
    }
    missed.flush();
    stale.flush();

    Books books = roundBooks.books();
    if (books.total() != payload.planned()) {
      throw new BooksImbalanceException(payload.planned(), books.total());
    }
    var report = roundBooks.report(payload, keys, shards.size(), missed.shards(), clock.instant());
    round.write(bucket, keys);
    bucket.write(keys.report(), Json.MAPPER.writeValueAsBytes(report));
    new SeenBroadcasts(bucket).add(payload, report, pushed);
    return report;
  }

  private static Round round(Payload payload, int shards) {
    String manifestKey = payload.results() == null ? null : payload.results().manifestKey();
    return new Round(payload.round(), payload.prefix(), shards, manifestKey, payload.onlyResult());
  }

  private List<String> shards(String prefix) {
    try (var keys = bucket.list(prefix)) {
      return keys.toList();
    }
  }
}

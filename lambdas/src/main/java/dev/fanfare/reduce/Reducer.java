package dev.fanfare.reduce;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.ShardWriter;
import dev.fanfare.config.Json;
import dev.fanfare.reduce.ReduceOutcomesHandler.Payload;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

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
    var keys = new BroadcastKeys(payload.broadcastId());
    var settled = payload.settled() == null ? Settled.NOTHING : payload.settled();
    String missedPrefix = keys.missed(payload.round());
    var missed = new ShardWriter(bucket, missedPrefix, shardSize, 0, 0);
    var stale = new StaleBatches(staleTable, payload.broadcastId());
    var round = new RoundBooks(bucket, settled, missed, stale);

    Set<String> unreported = shards(payload.prefix());
    int shards = unreported.size();
    // A result that comes twice, as after a redrive, counts once.
    ResultFiles.Sink once =
        result -> {
          if (unreported.remove(result.shardKey())) {
            round.add(result);
          }
        };
    if (payload.results() != null) {
      new ResultFiles(bucket).read(payload.results().manifestKey(), once);
    }
    if (payload.onlyResult() != null) {
      once.accept(payload.onlyResult());
    }
    for (String shardKey : unreported) {
      round.add(ShardResult.unknown(shardKey, "no result tells of it"));
    }
    missed.flush();
    stale.flush();

    Books books = round.books();
    if (books.total() != payload.planned()) {
      throw new BooksImbalanceException(payload.planned(), books.total());
    }
    var report = round.report(payload, keys, shards, missed.shards(), clock.instant());
    bucket.write(keys.report(), Json.MAPPER.writeValueAsBytes(report));
    return report;
  }

  private Set<String> shards(String prefix) {
    try (var keys = bucket.list(prefix)) {
      return keys.collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }
}

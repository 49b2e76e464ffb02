package dev.fanfare.reduce;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.broadcast.ShardWriter;
import dev.fanfare.outcomes.ShardOutcomes;
import dev.fanfare.outcomes.ShardResult;
import dev.fanfare.push.Latency;
import dev.fanfare.push.Progress;
import dev.fanfare.reduce.ReduceOutcomesHandler.Payload;
import dev.fanfare.reduce.Report.UnfinishedShard;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The books of one round, shard by shard, on top of what is settled. */
final class RoundBooks {
  /** So many unfinished shards are told by name; the books count all. */
  private static final int TOLD_SHARDS = 100;

  private final BroadcastBucket bucket;
  private final ShardWriter missed;
  private final StaleBatches stale;
  private final List<UnfinishedShard> unfinished = new ArrayList<>();
  private final Histogram latency;
  private final Settled earlier;
  private Books books = Books.EMPTY;
  private long posts;

  RoundBooks(BroadcastBucket bucket, Settled settled, ShardWriter missed, StaleBatches stale) {
    this.bucket = bucket;
    this.missed = missed;
    this.stale = stale;
    this.earlier = settled;
    this.latency = Latency.decode(settled.latency());
  }

  void add(ShardResult shard) throws IOException {
    Progress progress = shard.progress();
    books = books.plus(progress.books());
    posts += progress.posts();
    latency.add(Latency.decode(progress.latency()));
    if (!shard.finished()) {
      tell(shard);
    }
    boolean allDelivered = progress.undelivered().isEmpty();
    if (!shard.finished() || !allDelivered) {
      sort(shard);
    }
  }

  /** Reads the shard once more, for who stands behind the lines that were not delivered. */
  private void sort(ShardResult shard) throws IOException {
    var outcomes = new ShardOutcomes(shard);
    long unfinishedLines = 0;
    try (var lines = ShardLines.read(bucket.open(shard.shardKey()))) {
      int line = 0;
      for (Connection at = lines.next(); at != null; at = lines.next(), line++) {
        Outcome outcome = outcomes.of(line);
        if (outcome == Outcome.STALE) {
          stale.add(at);
        } else if (outcome.isMissed()) {
          missed.add(at);
        }
        unfinishedLines += outcomes.isUnfinished(line) ? 1 : 0;
      }
    }
    books = books.plus(Outcome.UNREACHABLE, unfinishedLines);
  }

  private void tell(ShardResult shard) {
    if (unfinished.size() < TOLD_SHARDS) {
      unfinished.add(new UnfinishedShard(shard.shardKey(), shard.trouble()));
    }
  }

  /** The books of the broadcast: what earlier rounds have settled, and this round. */
  Books books() {
    return Books.ofWords(earlier.outcomes()).plus(books);
  }

  Report report(
      Payload payload, BroadcastKeys keys, int shards, int missedShards, Instant endedAt) {
    return new Report(
        payload.broadcastId(),
        earlier.path(),
        books.missed() == 0,
        payload.planned(),
        books().words(),
        books.words(),
        books.missed(),
        keys.missed(payload.round()),
        missedShards,
        payload.round(),
        shards,
        List.copyOf(unfinished),
        posts,
        PostLatency.of(latency),
        payload.startedAt(),
        endedAt.toString(),
        tookMillis(payload.startedAt(), endedAt),
        payload.estimate(),
        new Settled(
            books().settled().words(),
            earlier.posts() + posts,
            Latency.encode(latency),
            earlier.path()),
        keys.report());
  }

  private static Long tookMillis(String startedAt, Instant endedAt) {
    return startedAt == null
        ? null
        : Duration.between(Instant.parse(startedAt), endedAt).toMillis();
  }
}

package dev.fanfare.reduce;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.broadcast.ShardWriter;
import dev.fanfare.outcomes.ReportTimes;
import dev.fanfare.outcomes.ShardOutcomes;
import dev.fanfare.outcomes.ShardResult;
import dev.fanfare.push.Latency;
import dev.fanfare.reduce.Report.UnfinishedShard;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The books of one round, shard by shard, on top of the settled outcomes. They can be stored
 * between two shards, and another call can continue them.
 */
final class RoundBooks {
  /** Maximum number of unfinished shards that the report names; the books count all of them. */
  private static final int MAX_NAMED_SHARDS = 100;

  private static final String BOOKS = "books.json";
  private static final String MISSED = "missed.jsonl";
  private static final String REFUSED = "refused.jsonl";

  private final BroadcastBucket bucket;
  private final ShardWriter missed;
  private final ShardWriter refused;
  private final StaleBatches stale;
  private final List<UnfinishedShard> unfinished;
  private final Histogram latency;
  private final SettledResults earlier;
  private final String pushedAt;
  private Books books;
  private int shards;
  private long posts;

  private RoundBooks(
      BroadcastBucket bucket,
      SettledResults settled,
      BookedShards before,
      ShardWriter missed,
      ShardWriter refused,
      StaleBatches stale) {
    this.bucket = bucket;
    this.missed = missed;
    this.refused = refused;
    this.stale = stale;
    this.earlier = settled;
    this.unfinished = new ArrayList<>(before.unfinished());
    this.latency = Latency.decode(before.latency());
    this.pushedAt = before.pushedAt();
    this.books = Books.ofWords(before.outcomes());
    this.shards = before.shards();
    this.posts = before.posts();
  }

  /**
   * Starts a round, or continues one that was stored.
   *
   * @param saved the folder; null to start
   */
  static RoundBooks open(
      BroadcastBucket bucket,
      ReduceOutcomesPayload payload,
      @Nullable String saved,
      int shardSize,
      StaleBatches stale,
      Instant now)
      throws IOException {
    var keys = new BroadcastKeys(payload.broadcastId());
    var settled = payload.settled() == null ? SettledResults.NOTHING : payload.settled();
    BookedShards before =
        saved == null ? BookedShards.none(now.toString(), settled) : read(bucket, saved);
    var missed =
        new ShardWriter(
            bucket, keys.missed(payload.round().number()), shardSize, before.missedShards(), 0);
    var refused = new ShardWriter(bucket, keys.refused(), shardSize, before.refusedShards(), 0);
    if (saved != null) {
      resume(missed, bucket, saved + MISSED);
      resume(refused, bucket, saved + REFUSED);
    }
    return new RoundBooks(bucket, settled, before, missed, refused, stale);
  }

  private static BookedShards read(BroadcastBucket bucket, String folder) throws IOException {
    try (var saved = bucket.open(folder + BOOKS)) {
      return Json.MAPPER.readValue(saved, BookedShards.class);
    }
  }

  private static void resume(ShardWriter writer, BroadcastBucket bucket, String key)
      throws IOException {
    try (var lines = ShardLines.read(bucket.open(key))) {
      writer.resume(lines);
    }
  }

  /**
   * Stores everything that another call needs to continue, in a folder that no other call writes
   * to.
   */
  void park(String folder) throws IOException {
    stale.flush();
    missed.park(folder + MISSED);
    refused.park(folder + REFUSED);
    var booked =
        new BookedShards(
            shards,
            pushedAt,
            books.words(),
            posts,
            Latency.encode(latency),
            unfinished,
            missed.shards(),
            refused.shards());
    bucket.write(folder + BOOKS, Json.MAPPER.writeValueAsBytes(booked));
  }

  /** Number of booked shards. */
  int shards() {
    return shards;
  }

  void add(ShardResult shard) throws IOException {
    Progress progress = shard.progress();
    books = books.plus(progress.books());
    posts += progress.posts();
    latency.add(Latency.decode(progress.latency()));
    if (!shard.finished()) {
      recordUnfinished(shard);
    }
    boolean allDelivered = progress.undelivered().isEmpty();
    if (!shard.finished() || !allDelivered) {
      sort(shard);
    }
    shards++;
  }

  /** Reads the shard again to find the connections of undelivered lines. */
  private void sort(ShardResult shard) throws IOException {
    var outcomes = new ShardOutcomes(shard);
    long unfinishedLines = 0;
    try (var lines = ShardLines.read(bucket.open(shard.shardKey()))) {
      int line = 0;
      for (Connection at = lines.next(); at != null; at = lines.next(), line++) {
        sort(at, outcomes.of(line));
        unfinishedLines += outcomes.isUnfinished(line) ? 1 : 0;
      }
    }
    books = books.plus(Outcome.UNREACHABLE, unfinishedLines);
  }

  private void sort(Connection connection, Outcome outcome) {
    if (outcome == Outcome.STALE) {
      stale.add(connection);
    } else if (outcome.isRetryable()) {
      missed.add(connection);
    } else if (outcome.isMissed()) {
      refused.add(connection);
    }
  }

  private void recordUnfinished(ShardResult shard) {
    if (unfinished.size() < MAX_NAMED_SHARDS) {
      unfinished.add(new UnfinishedShard(shard.shardKey(), shard.trouble()));
    }
  }

  /** Writes the data that is still in memory. */
  void flush() {
    missed.flush();
    refused.flush();
    stale.flush();
  }

  /** The books of the broadcast: what earlier rounds have settled, plus this round. */
  Books books() {
    return Books.ofWords(earlier.outcomes()).plus(books);
  }

  /** When the last shard was pushed. */
  Instant pushedAt() {
    return Instant.parse(pushedAt);
  }

  Report report(ReduceOutcomesPayload payload, BroadcastKeys keys, int planned, Instant endedAt) {
    int round = payload.round().number();
    return new Report(
        new Report.Status(
            payload.broadcastId(), earlier.path(), isFinal(payload), books().missed() == 0),
        new Report.Tally(payload.plan().planned(), books().words(), books.words()),
        new MissedConnections(
            books().missed(), books.retryable(), keys.missed(round), missed.shards()),
        new Report.RefusedConnections(keys.refused(), refused.shards()),
        new Report.PushedRound(
            round,
            planned,
            List.copyOf(unfinished),
            payload.round().results().failure(),
            posts,
            PostLatency.of(latency)),
        ReportTimes.of(payload.plan().startedAt(), endedAt),
        payload.plan().estimate(),
        new SettledResults(
            books().settled().words(),
            earlier.posts() + posts,
            Latency.encode(latency),
            refused.shards(),
            earlier.path()));
  }

  /** An older state machine continues as long as any connection is missed and rounds remain. */
  private boolean isFinal(ReduceOutcomesPayload payload) {
    Boolean isLast = payload.round().isLast();
    return isLast == null ? books().missed() == 0 : isLast || books.retryable() == 0;
  }
}

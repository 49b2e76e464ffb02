package dev.fanfare.outcomes;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.ShardLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the final outcome of every planned connection of a broadcast, each exactly once. Shards and
 * their results are read together, so memory holds one shard for a broadcast of any size. A
 * connection that the next round retries appears in that round's shards and is reported there:
 *
 * <pre>
 *   round 1   a delivered   b slow   c stale   d unreachable      reports a, c
 *   round 2                 b delivered        d unreachable      last round: reports b, d
 * </pre>
 *
 * <p>Invariant: the reported outcomes add up to the report's books.
 */
public final class ConnectionOutcomes implements AutoCloseable {
  private final BroadcastBucket bucket;
  private final BroadcastKeys keys;
  private final int rounds;

  /** False if the report predates final refusals. */
  private final boolean areRefusedFinal;

  private final int part;
  private final int parts;

  /** The current round; null before the first. */
  private @Nullable Round round;

  private @Nullable RoundResults results;
  private int next;

  /** Reads all connections. */
  public ConnectionOutcomes(BroadcastBucket bucket, ReportedBroadcast broadcast) {
    this(bucket, broadcast, 0, 1);
  }

  /**
   * Reads a part of the connections, so that several parts can be read concurrently.
   *
   * @param part from 0, less than {@code parts}
   */
  public ConnectionOutcomes(
      BroadcastBucket bucket, ReportedBroadcast broadcast, int part, int parts) {
    this.bucket = bucket;
    this.keys = new BroadcastKeys(broadcast.broadcastId());
    this.rounds = broadcast.round();
    this.next = BroadcastPath.firstRound(broadcast.path());
    this.areRefusedFinal = broadcast.allMissed().refusedPrefix() != null;
    this.part = part;
    this.parts = parts;
  }

  /**
   * Passes all remaining outcomes to the consumer.
   *
   * @throws MissingObjectException if a file has expired from the bucket
   */
  public void forEach(Consumer<ConnectionOutcome> each) throws IOException {
    for (var shard = nextShard(); shard != null; shard = nextShard()) {
      shard.forEach(each);
    }
  }

  /**
   * The connections of the next shard with a final outcome; may be empty.
   *
   * @return null at the end
   * @throws MissingObjectException if a file has expired from the bucket
   */
  public @Nullable List<ConnectionOutcome> nextShard() throws IOException {
    ShardResult shard = next();
    return shard == null || round == null ? null : read(shard, round);
  }

  /**
   * Skips shards without reading their lines.
   *
   * @throws IllegalArgumentException if there are fewer shards
   */
  public void skip(int shards) throws IOException {
    for (int skipped = 0; skipped < shards; skipped++) {
      if (next() == null) {
        throw new IllegalArgumentException("there are only " + skipped + " shards, not " + shards);
      }
    }
  }

  private @Nullable ShardResult next() throws IOException {
    while (true) {
      ShardResult shard = results == null ? null : results.next();
      if (shard != null) {
        return shard;
      }
      close();
      if (next > rounds) {
        return null;
      }
      Round read = Round.read(bucket, keys, next++);
      round = read;
      results = new RoundResults(bucket, read, read.shardKeys(part, parts));
    }
  }

  private List<ConnectionOutcome> read(ShardResult shard, Round round) throws IOException {
    boolean isLastRound = round.round() == rounds;
    var outcomes = new ShardOutcomes(shard);
    var result = new ArrayList<ConnectionOutcome>();
    try (var lines = ShardLines.read(bucket.open(shard.shardKey()))) {
      int line = 0;
      for (Connection at = lines.next(); at != null; at = lines.next(), line++) {
        var outcome = outcomes.of(line);
        if (isLastRound || !isRetriedInNextRound(outcome)) {
          result.add(new ConnectionOutcome(at, outcome, round.round()));
        }
      }
    }
    return result;
  }

  private boolean isRetriedInNextRound(Outcome outcome) {
    return areRefusedFinal ? outcome.isRetryable() : outcome.isMissed();
  }

  @Override
  public void close() throws IOException {
    if (results != null) {
      results.close();
      results = null;
    }
  }
}

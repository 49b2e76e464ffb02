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
 * What became of the connections of a broadcast: every planned one exactly once, with its final
 * outcome. Shards and what came of them are read side by side, so memory holds one shard at any
 * size of broadcast. A connection that the next round tries again is left to that round, in whose
 * shards it is again:
 *
 * <pre>
 *   round 1   a delivered   b slow   c stale   d unreachable      tells of a, c
 *   round 2                 b delivered        d unreachable      the last: tells of b, d
 * </pre>
 *
 * <p>The law: the tally of what is told is the report's books.
 */
public final class ConnectionOutcomes implements AutoCloseable {
  private final BroadcastBucket bucket;
  private final BroadcastKeys keys;
  private final int rounds;

  /** Not in a report of before refused posts were final. */
  private final boolean areRefusedFinal;

  private final int part;
  private final int parts;

  /** The round that is being read; null before the first. */
  private @Nullable Round round;

  private @Nullable RoundResults results;
  private int next;

  /** Reads of all connections. */
  public ConnectionOutcomes(BroadcastBucket bucket, ReportedBroadcast broadcast) {
    this(bucket, broadcast, 0, 1);
  }

  /**
   * Reads of a part of the connections, so that several may be read at once.
   *
   * @param part from 0, less than {@code parts}
   */
  public ConnectionOutcomes(
      BroadcastBucket bucket, ReportedBroadcast broadcast, int part, int parts) {
    this.bucket = bucket;
    this.keys = new BroadcastKeys(broadcast.broadcastId());
    this.rounds = broadcast.round();
    this.next = BroadcastPath.firstRound(broadcast.path());
    this.areRefusedFinal = broadcast.refusedPrefix() != null;
    this.part = part;
    this.parts = parts;
  }

  /**
   * Tells of all that has not been told yet.
   *
   * @throws MissingObjectException when some of it has expired from the bucket
   */
  public void forEach(Consumer<ConnectionOutcome> each) throws IOException {
    for (var shard = nextShard(); shard != null; shard = nextShard()) {
      shard.forEach(each);
    }
  }

  /**
   * The connections of the next shard whose outcome is final; may be none.
   *
   * @return null at the end
   * @throws MissingObjectException when it has expired from the bucket
   */
  public @Nullable List<ConnectionOutcome> nextShard() throws IOException {
    ShardResult shard = next();
    return shard == null || round == null ? null : read(shard, round);
  }

  /**
   * Passes over shards, without reading them.
   *
   * @throws IllegalArgumentException when there are fewer
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
    var told = new ArrayList<ConnectionOutcome>();
    try (var lines = ShardLines.read(bucket.open(shard.shardKey()))) {
      int line = 0;
      for (Connection at = lines.next(); at != null; at = lines.next(), line++) {
        var outcome = outcomes.of(line);
        if (isLastRound || !isLeftToTheNextRound(outcome)) {
          told.add(new ConnectionOutcome(at, outcome, round.round()));
        }
      }
    }
    return told;
  }

  private boolean isLeftToTheNextRound(Outcome outcome) {
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

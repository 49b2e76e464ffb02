package dev.fanfare.plan.audience;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.outcomes.ConnectionOutcome;
import dev.fanfare.outcomes.ConnectionOutcomes;
import dev.fanfare.outcomes.ReportedBroadcast;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The connections that an earlier broadcast delivered to, in any round. Each lane reads the
 * outcomes of its part of the shards; a position is the number of shards read.
 */
public final class ReachedAudience implements Audience {
  private static final int LANES = 8;

  private final List<Lane> lanes;

  public ReachedAudience(BroadcastBucket bucket, ReportedBroadcast broadcast) {
    this.lanes =
        IntStream.range(0, LANES).mapToObj(part -> new Lane(bucket, broadcast, part)).toList();
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public Page read(int lane, @Nullable String position) {
    try {
      return lanes.get(lane).read(position == null ? 0 : Integer.parseInt(position));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the outcomes of an earlier broadcast", e);
    }
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
  }

  private static final class Lane {
    private final BroadcastBucket bucket;
    private final ReportedBroadcast broadcast;
    private final int part;
    private @Nullable ConnectionOutcomes outcomes;
    private int read;

    private Lane(BroadcastBucket bucket, ReportedBroadcast broadcast, int part) {
      this.bucket = bucket;
      this.broadcast = broadcast;
      this.part = part;
    }

    /** Continues with the next shard; skips earlier shards only after a cursor. */
    private synchronized Page read(int from) throws IOException {
      ConnectionOutcomes current = outcomes;
      if (current == null || from != read) {
        close();
        current = new ConnectionOutcomes(bucket, broadcast, part, LANES);
        outcomes = current;
        current.skip(from);
        read = from;
      }
      List<ConnectionOutcome> shard = current.nextShard();
      if (shard == null) {
        return new Page(List.of(), null);
      }
      read++;
      List<Connection> reached =
          shard.stream()
              .filter(one -> one.outcome() == Outcome.DELIVERED)
              .map(ConnectionOutcome::connection)
              .toList();
      return new Page(reached, "" + read);
    }

    private synchronized void close() {
      if (outcomes != null) {
        try {
          outcomes.close();
        } catch (IOException e) {
          throw new UncheckedIOException("closing the outcomes of an earlier broadcast", e);
        }
        outcomes = null;
      }
    }
  }
}

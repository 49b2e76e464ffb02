package dev.fanfare.plan.audience;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.outcomes.ReportedBroadcast;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The connections that an earlier broadcast missed: those that its last round left to retry, and
 * the refused connections of all rounds, as shards. The shards are assigned to the lanes
 * round-robin; a position is a shard number.
 */
public final class MissedAudience implements Audience {
  private static final int MAX_LANES = 8;

  private final BroadcastBucket bucket;
  private final ReportedBroadcast broadcast;

  public MissedAudience(BroadcastBucket bucket, ReportedBroadcast broadcast) {
    this.bucket = bucket;
    this.broadcast = broadcast;
  }

  @Override
  public int lanes() {
    return Math.max(1, Math.min(MAX_LANES, broadcast.allMissed().count()));
  }

  @Override
  public Page read(int lane, @Nullable String position) {
    int shard = position == null ? lane : Integer.parseInt(position);
    var connections = new ArrayList<Connection>();
    if (shard < broadcast.allMissed().count()) {
      String key = broadcast.allMissed().key(shard);
      try (var lines = ShardLines.read(bucket.open(key))) {
        for (var next = lines.next(); next != null; next = lines.next()) {
          connections.add(next);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("reading " + key, e);
      }
    }
    int next = shard + lanes();
    return new Page(connections, next < broadcast.allMissed().count() ? "" + next : null);
  }
}

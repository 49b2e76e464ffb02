package dev.fanfare.outcomes;

import dev.fanfare.broadcast.BroadcastBucket;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The results of some shards of one round, each shard exactly once. If a shard has two results, as
 * after a redrive, the first one counts; a shard without a result counts as unfinished. A second
 * reader gets the same results in the same order.
 */
public final class RoundResults implements AutoCloseable {
  private final Set<String> remaining;
  private final @Nullable ResultFiles files;
  private @Nullable ShardResult onlyResult;

  /**
   * @param shardKeys the requested shards; results of others are skipped
   */
  public RoundResults(BroadcastBucket bucket, Round round, Collection<String> shardKeys)
      throws IOException {
    this.remaining = new LinkedHashSet<>(shardKeys);
    this.files = round.manifestKey() == null ? null : new ResultFiles(bucket, round.manifestKey());
    this.onlyResult = round.onlyResult();
  }

  /**
   * @return the next shard's result, or null after the last one
   */
  public @Nullable ShardResult next() throws IOException {
    for (ShardResult next = read(); next != null; next = read()) {
      if (remaining.remove(next.shardKey())) {
        return next;
      }
    }
    var unread = remaining.iterator();
    if (!unread.hasNext()) {
      return null;
    }
    String shardKey = unread.next();
    unread.remove();
    return ShardResult.unknown(shardKey, "there is no result for it");
  }

  /** Skips shards that were already read. */
  public void skip(int shards) throws IOException {
    for (int skipped = 0; skipped < shards; skipped++) {
      next();
    }
  }

  private @Nullable ShardResult read() throws IOException {
    ShardResult result = files == null ? onlyResult : files.next();
    onlyResult = null;
    return result;
  }

  @Override
  public void close() throws IOException {
    if (files != null) {
      files.close();
    }
  }
}

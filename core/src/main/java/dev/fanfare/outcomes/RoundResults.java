package dev.fanfare.outcomes;

import dev.fanfare.broadcast.BroadcastBucket;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of some shards of one round, each exactly once, whatever the results say: one that
 * comes twice, as after a redrive, counts the first time; and a shard that no result mentions is
 * one that nobody finished. Called again, it tells the same in the same order.
 */
public final class RoundResults implements AutoCloseable {
  private final Set<String> untold;
  private final @Nullable ResultFiles files;
  private @Nullable ShardResult onlyResult;

  /**
   * @param shardKeys the shards that are asked for; results of others are passed over
   */
  public RoundResults(BroadcastBucket bucket, Round round, Collection<String> shardKeys)
      throws IOException {
    this.untold = new LinkedHashSet<>(shardKeys);
    this.files = round.manifestKey() == null ? null : new ResultFiles(bucket, round.manifestKey());
    this.onlyResult = round.onlyResult();
  }

  /**
   * @return the next shard, or null when every one has been told of
   */
  public @Nullable ShardResult next() throws IOException {
    for (ShardResult told = told(); told != null; told = told()) {
      if (untold.remove(told.shardKey())) {
        return told;
      }
    }
    var rest = untold.iterator();
    if (!rest.hasNext()) {
      return null;
    }
    String shardKey = rest.next();
    rest.remove();
    return ShardResult.unknown(shardKey, "no result tells of it");
  }

  /** Passes over the first shards, which were read before. */
  public void skip(int shards) throws IOException {
    for (int skipped = 0; skipped < shards; skipped++) {
      next();
    }
  }

  private @Nullable ShardResult told() throws IOException {
    ShardResult told = files == null ? onlyResult : files.next();
    onlyResult = null;
    return told;
  }

  @Override
  public void close() throws IOException {
    if (files != null) {
      files.close();
    }
  }
}

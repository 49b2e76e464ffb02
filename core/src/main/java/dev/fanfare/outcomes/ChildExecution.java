package dev.fanfare.outcomes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.BroadcastKeys;
import java.io.IOException;
import java.util.Optional;

/**
 * The child execution of a Map Run that pushed a shard. The round's result files name it once the
 * round is over.
 */
public record ChildExecution(String shardKey, String arn) {

  /**
   * Searches the result files, which may be megabytes long.
   *
   * @param round from 1
   * @param shard the number of the shard in the round, from 0
   * @return empty if the round is not over, had no Map Run, or has expired
   */
  public static Optional<ChildExecution> find(
      BroadcastBucket bucket, String broadcastId, int round, int shard) throws IOException {
    var keys = new BroadcastKeys(broadcastId);
    try {
      Round stored = Round.read(bucket, keys, round);
      if (stored.manifestKey() == null) {
        return Optional.empty();
      }
      return find(bucket, stored.manifestKey(), BroadcastKeys.shard(stored.prefix(), shard));
    } catch (MissingObjectException e) {
      return Optional.empty();
    }
  }

  private static Optional<ChildExecution> find(
      BroadcastBucket bucket, String manifestKey, String shardKey) throws IOException {
    try (var files = new ResultFiles(bucket, manifestKey)) {
      for (JsonNode child = files.nextChild(); child != null; child = files.nextChild()) {
        if (ResultFiles.shardKey(child).equals(shardKey)) {
          return Optional.of(child.path("ExecutionArn").asText())
              .filter(arn -> !arn.isEmpty())
              .map(arn -> new ChildExecution(shardKey, arn));
        }
      }
      return Optional.empty();
    }
  }
}

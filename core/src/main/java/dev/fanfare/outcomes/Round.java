package dev.fanfare.outcomes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The location of one round's shards and results. The reducer stores it for each round, since it
 * cannot be derived later: planning may have started several times, Map Runs have random names, and
 * a round with a single shard has no Map Run.
 *
 * @param round from 1; 0 for the posts of the function that received the message
 * @param prefix of its shards: those of the final plan, or those that the previous round missed
 * @param shards number of shards, numbered from 0
 * @param manifestKey key of the manifest of the Map Run's result files; null without a Map Run
 * @param onlyResult result of the single shard that was pushed without a Map Run; otherwise null
 */
public record Round(
    int round,
    String prefix,
    int shards,
    @Nullable String manifestKey,
    @Nullable ShardResult onlyResult) {

  /** Ignores fields that later versions may add. */
  private static final ObjectReader READER =
      Json.MAPPER.readerFor(Round.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  public void write(BroadcastBucket bucket, BroadcastKeys keys) throws IOException {
    bucket.write(keys.round(round), Json.MAPPER.writeValueAsBytes(this));
  }

  /**
   * @throws BroadcastBucket.MissingObjectException if it was not written yet or has expired
   */
  static Round read(BroadcastBucket bucket, BroadcastKeys keys, int round) throws IOException {
    try (var stored = bucket.open(keys.round(round))) {
      return READER.readValue(stored);
    }
  }

  /**
   * The keys of every {@code step}-th shard.
   *
   * @param first number of the first shard
   */
  List<String> shardKeys(int first, int step) {
    return IntStream.iterate(first, number -> number < shards, number -> number + step)
        .mapToObj(number -> BroadcastKeys.shard(prefix, number))
        .toList();
  }
}

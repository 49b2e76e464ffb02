package dev.fanfare.outcomes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One round of pushing: where its shards lie, and where what came of them does. The reducer writes
 * it down for each round, since nothing else tells it later: a plan may have been begun several
 * times, Map Runs are named by chance, and the only shard of a round has no Map Run at all.
 *
 * @param round from 1; 0 is what the function posted that received the message
 * @param prefix of its shards: of the plan that counted, or of what the round before has missed
 * @param shards how many there are, numbered from 0
 * @param manifestKey of the Map Run's result files; null when there was no Map Run
 * @param onlyResult what came of the only shard, pushed without a Map Run; else null
 */
public record Round(
    int round, String prefix, int shards, String manifestKey, ShardResult onlyResult) {

  /** What a later version may add is none of our business. */
  private static final ObjectReader READER =
      Json.MAPPER.readerFor(Round.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  public void write(BroadcastBucket bucket, BroadcastKeys keys) throws IOException {
    bucket.write(keys.round(round), Json.MAPPER.writeValueAsBytes(this));
  }

  /**
   * @throws BroadcastBucket.MissingObjectException when it is not there, or not any more
   */
  static Round read(BroadcastBucket bucket, BroadcastKeys keys, int round) throws IOException {
    try (var stored = bucket.open(keys.round(round))) {
      return READER.readValue(stored);
    }
  }

  /**
   * The keys of every so many-th shard.
   *
   * @param first number of the first
   */
  List<String> shardKeys(int first, int step) {
    return IntStream.iterate(first, number -> number < shards, number -> number + step)
        .mapToObj(number -> BroadcastKeys.shard(prefix, number))
        .toList();
  }
}

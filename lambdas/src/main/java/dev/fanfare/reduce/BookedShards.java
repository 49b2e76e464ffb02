package dev.fanfare.reduce;

import dev.fanfare.reduce.Report.UnfinishedShard;
import java.util.List;
import java.util.Map;

/**
 * What the reducer has booked of a round so far.
 *
 * @param shards number of booked shards, in the order of {@link dev.fanfare.outcomes.RoundResults}
 * @param pushedAt when the first call started, in ISO 8601: by then, every shard was pushed
 * @param outcomes the books of those shards
 * @param posts number of posts made for them
 * @param latency of those posts and of earlier rounds, in the format of {@link
 *     dev.fanfare.push.Latency}
 * @param unfinished unfinished shards that the report names
 * @param missedShards number of full shards of connections to retry
 * @param refusedShards number of full shards of refused connections, those of earlier rounds
 *     included
 */
record BookedShards(
    int shards,
    String pushedAt,
    Map<String, Long> outcomes,
    long posts,
    String latency,
    List<UnfinishedShard> unfinished,
    int missedShards,
    int refusedShards) {

  /** The state before the first shard. */
  static BookedShards none(String now, SettledResults settled) {
    return new BookedShards(
        0, now, Map.of(), 0, settled.latency(), List.of(), 0, settled.refusedShards());
  }
}

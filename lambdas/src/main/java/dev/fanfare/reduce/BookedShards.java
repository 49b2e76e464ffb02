package dev.fanfare.reduce;

import dev.fanfare.reduce.Report.UnfinishedShard;
import java.util.List;
import java.util.Map;

/**
 * What the reducer has booked of a round so far.
 *
 * @param shards how many shards that is, in the order of {@link dev.fanfare.outcomes.RoundResults}
 * @param pushedAt when the first call began, ISO 8601: by then every shard was pushed
 * @param outcomes the books of those shards
 * @param posts made for them
 * @param latency of those posts and of earlier rounds, as {@link dev.fanfare.push.Latency} writes
 *     it
 * @param unfinished those that the report names
 * @param missedShards full shards of connections to retry
 * @param refusedShards full shards of refused connections, those of earlier rounds included
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

  /** Nothing of the round yet. */
  static BookedShards none(String now, Settled settled) {
    return new BookedShards(
        0, now, Map.of(), 0, settled.latency(), List.of(), 0, settled.refusedShards());
  }
}

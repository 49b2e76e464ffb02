package dev.fanfare.reduce;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a broadcast after one round: {@code report.json}.
 *
 * @param path the path that it took, see {@link dev.fanfare.broadcast.BroadcastPath}
 * @param isFinal whether this was the last round: the report no longer changes, although stale
 *     connections are still being pruned
 * @param complete whether no connection was missed
 * @param outcomes the books; their sum is {@code planned}
 * @param roundOutcomes the outcomes that this round has booked
 * @param missed connections that should have received the message and did not, in all rounds
 * @param retryable missed connections that a next round retries
 * @param missedPrefix prefix of the shards with those connections, for a next round or {@code
 *     resend}
 * @param refusedPrefix prefix of the shards with the refused connections of all rounds, for {@code
 *     resend}
 * @param shards number of shards pushed in this round
 * @param unfinishedShards the first hundred unfinished shards of this round
 * @param mapRunFailure why this round's Map Run failed; null if it did not, or there was none
 * @param posts number of posts in this round, retries included
 * @param postLatencyMicros post latency in all rounds
 * @param startedAt when the execution started, in ISO 8601; null if the state machine predates this
 *     field
 * @param endedAt when this report was written, in ISO 8601, before pruning and further rounds
 * @param tookMillis from {@code startedAt} to {@code endedAt}; null without {@code startedAt}
 * @param estimate the planner's estimate; null if there is none
 */
record Report(
    String broadcastId,
    String path,
    @JsonProperty("final") boolean isFinal,
    boolean complete,
    long planned,
    Map<String, Long> outcomes,
    Map<String, Long> roundOutcomes,
    long missed,
    long retryable,
    String missedPrefix,
    int missedShards,
    String refusedPrefix,
    int refusedShards,
    int round,
    int shards,
    List<UnfinishedShard> unfinishedShards,
    @Nullable String mapRunFailure,
    long posts,
    PostLatency postLatencyMicros,
    @Nullable String startedAt,
    String endedAt,
    @Nullable Long tookMillis,
    @Nullable JsonNode estimate,
    @JsonIgnore Settled settled,
    @JsonIgnore String key) {

  record UnfinishedShard(String shardKey, String trouble) {}

  ReduceOutcomesResult result() {
    return new ReduceOutcomesResult(
        true, null, outcomes, missed, retryable, missedPrefix, missedShards, key, isFinal, settled);
  }
}

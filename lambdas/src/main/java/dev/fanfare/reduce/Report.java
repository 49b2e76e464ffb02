package dev.fanfare.reduce;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What became of a broadcast, as of one round: {@code report.json}.
 *
 * @param path which way it took, as {@link dev.fanfare.broadcast.BroadcastPath} says
 * @param isFinal whether this was the last round: nothing of this report changes any more, while
 *     stale connections are still being pruned
 * @param complete whether nobody was missed
 * @param outcomes the books; they balance: planned is their sum
 * @param roundOutcomes the part of them that this round has booked
 * @param missed connections that should have got the message and did not, in all rounds
 * @param retryable those of them that a next round tries again
 * @param missedPrefix where those lie, as shards, for a next round or {@code resend}
 * @param refusedPrefix where the refused of all rounds lie, as shards, for {@code resend}
 * @param shards pushed in this round
 * @param unfinishedShards those of this round that nobody finished, the first hundred
 * @param mapRunFailure why this round's Map Run failed; null if it did not, or there was none
 * @param posts made in this round, repeats included
 * @param postLatencyMicros of all rounds
 * @param startedAt when the execution started, ISO 8601
 * @param endedAt when this report was written, ISO 8601; pruning and further rounds come later
 * @param tookMillis from the one to the other
 * @param estimate what the planner thought beforehand; null when it said nothing
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
    String mapRunFailure,
    long posts,
    PostLatency postLatencyMicros,
    String startedAt,
    String endedAt,
    Long tookMillis,
    JsonNode estimate,
    @JsonIgnore Settled settled,
    @JsonIgnore String key) {

  record UnfinishedShard(String shardKey, String trouble) {}

  ReduceOutcomesResult result() {
    return new ReduceOutcomesResult(
        true, null, outcomes, missed, retryable, missedPrefix, missedShards, key, isFinal, settled);
  }
}

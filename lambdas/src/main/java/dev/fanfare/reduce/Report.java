package dev.fanfare.reduce;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.outcomes.ReportTimes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a broadcast after one round: {@code report.json}. Its JSON is one flat object.
 *
 * @param estimate the planner's estimate; null if there is none
 * @param settled state for the next round's reducer
 */
record Report(
    @JsonUnwrapped Status status,
    @JsonUnwrapped Tally tally,
    @JsonUnwrapped MissedConnections toRetry,
    @JsonUnwrapped RefusedConnections refused,
    @JsonUnwrapped PushedRound pushed,
    @JsonUnwrapped ReportTimes times,
    @Nullable JsonNode estimate,
    @JsonIgnore SettledResults settled) {

  /**
   * @param path the path that the broadcast took, see {@link dev.fanfare.broadcast.BroadcastPath}
   * @param isFinal whether this was the last round: the report no longer changes, although stale
   *     connections are still being pruned
   * @param complete whether no connection was missed
   */
  record Status(
      String broadcastId, String path, @JsonProperty("final") boolean isFinal, boolean complete) {}

  /**
   * @param outcomes the books; their sum is {@code planned}
   * @param roundOutcomes the outcomes that this round has booked
   */
  record Tally(long planned, Map<String, Long> outcomes, Map<String, Long> roundOutcomes) {}

  /**
   * @param refusedPrefix prefix of the shards with the refused connections of all rounds, for
   *     {@code resend}
   * @param refusedShards the number of those shards
   */
  record RefusedConnections(String refusedPrefix, int refusedShards) {}

  /**
   * @param round number of the round
   * @param shards number of shards pushed in this round
   * @param unfinishedShards the first hundred unfinished shards of this round
   * @param mapRunFailure why this round's Map Run failed; null if it did not, or there was none
   * @param posts number of posts in this round, retries included
   * @param postLatencyMicros post latency in all rounds
   */
  record PushedRound(
      int round,
      int shards,
      List<UnfinishedShard> unfinishedShards,
      @Nullable String mapRunFailure,
      long posts,
      PostLatency postLatencyMicros) {}

  record UnfinishedShard(String shardKey, String trouble) {}

  ReduceOutcomesResult result() {
    return new ReduceOutcomesResult(
        true,
        null,
        tally.outcomes(),
        toRetry,
        new BroadcastKeys(status.broadcastId()).report(),
        status.isFinal(),
        settled);
  }
}

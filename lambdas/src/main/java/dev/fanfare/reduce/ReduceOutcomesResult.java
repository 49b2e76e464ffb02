package dev.fanfare.reduce;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output of ReduceOutcomes. All but the first two fields are null or zero until it is finished.
 *
 * @param cursor where the next call continues; null when finished
 * @param outcomes the books of the broadcast so far
 * @param missed connections that should have received the message and did not
 * @param retryable missed connections that a next round would retry
 * @param missedPrefix prefix of the shards with the connections to retry
 * @param missedShards the number of those shards
 * @param isFinal whether this was the last round
 * @param settled state for the next round's reducer
 */
public record ReduceOutcomesResult(
    boolean finished,
    @Nullable ReduceCursor cursor,
    @Nullable Map<String, Long> outcomes,
    long missed,
    long retryable,
    @Nullable String missedPrefix,
    int missedShards,
    @Nullable String reportKey,
    @JsonProperty("final") boolean isFinal,
    @Nullable Settled settled) {
  static ReduceOutcomesResult unfinished(ReduceCursor cursor) {
    return new ReduceOutcomesResult(false, cursor, null, 0, 0, null, 0, null, false, null);
  }
}

package dev.fanfare.reduce;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What ReduceOutcomes answers. All but the first two are null or zero until it is finished.
 *
 * @param cursor where the next call continues; null when finished
 * @param outcomes the books of the broadcast so far
 * @param missed connections that should have got the message and did not
 * @param retryable those of them that a next round would try again
 * @param missedPrefix where they are, as shards
 * @param missedShards the number of those shards
 * @param isFinal whether this was the last round
 * @param settled for the next round's reducer
 */
public record ReduceOutcomesResult(
    boolean finished,
    ReduceCursor cursor,
    Map<String, Long> outcomes,
    long missed,
    long retryable,
    String missedPrefix,
    int missedShards,
    String reportKey,
    @JsonProperty("final") boolean isFinal,
    Settled settled) {
  static ReduceOutcomesResult unfinished(ReduceCursor cursor) {
    return new ReduceOutcomesResult(false, cursor, null, 0, 0, null, 0, null, false, null);
  }
}

package dev.fanfare.reduce;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output of ReduceOutcomes. All but the first two fields are null or zero until it is finished.
 * Its JSON is one flat object.
 *
 * @param cursor where the next call continues; null when finished
 * @param outcomes the books of the broadcast so far
 * @param isFinal whether this was the last round
 * @param settled state for the next round's reducer
 */
public record ReduceOutcomesResult(
    boolean finished,
    @Nullable ReduceCursor cursor,
    @Nullable Map<String, Long> outcomes,
    @JsonUnwrapped MissedConnections toRetry,
    @Nullable String reportKey,
    @JsonProperty("final") boolean isFinal,
    @Nullable SettledResults settled) {
  static ReduceOutcomesResult unfinished(ReduceCursor cursor) {
    return new ReduceOutcomesResult(
        false, cursor, null, MissedConnections.UNKNOWN, null, false, null);
  }
}

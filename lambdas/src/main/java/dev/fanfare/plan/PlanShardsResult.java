package dev.fanfare.plan;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.request.Priority;
import dev.fanfare.request.Request;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The output of PlanShards. Its JSON is one flat object.
 *
 * @param cursor where the next invocation continues; null when finished
 * @param dryRun whether nothing is posted
 * @param plannedAt when this output was made, in ISO 8601
 * @param estimate how long the broadcast will take and what it will cost; null until finished
 * @param settled what the function that handed the broadcast over has settled; null if none did
 */
public record PlanShardsResult(
    boolean finished,
    @JsonUnwrapped WrittenPlan written,
    @JsonUnwrapped Limits limits,
    @Nullable PlanCursor cursor,
    boolean dryRun,
    String plannedAt,
    @Nullable Estimate estimate,
    @Nullable JsonNode settled) {

  /**
   * What the planner has written so far.
   *
   * @param prefix prefix of the shards; it changes if planning had to restart
   * @param planned connections in all shards
   */
  public record WrittenPlan(String prefix, String messageKey, long planned, int shards) {}

  /**
   * The limits of the request.
   *
   * @param expiresAt when the broadcast expires, in milliseconds since the epoch; null if never
   * @param rate maximum of posts per second; null for no maximum
   */
  public record Limits(@Nullable Long expiresAt, @Nullable Integer rate, Priority priority) {

    static Limits of(Request request, Instant startedAt) {
      return new Limits(
          request.expiry().deadline(startedAt).map(Instant::toEpochMilli).orElse(null),
          request.rate().isPresent() ? request.rate().getAsInt() : null,
          request.priority());
    }
  }
}

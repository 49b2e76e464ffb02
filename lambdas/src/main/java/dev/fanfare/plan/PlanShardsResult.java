package dev.fanfare.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.request.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The output of PlanShards.
 *
 * @param prefix prefix of the shards; it changes if planning had to restart
 * @param planned connections in all shards so far
 * @param shards shards so far
 * @param expiresAt when the broadcast expires, in milliseconds since the epoch; null if never
 * @param rate the request's maximum of posts per second; null for no maximum
 * @param priority the request's priority
 * @param cursor where the next invocation continues; null when finished
 * @param dryRun whether nothing is posted
 * @param plannedAt when this output was made, in ISO 8601
 * @param estimate how long the broadcast will take and what it will cost; null until finished
 * @param settled what the function that handed the broadcast over has settled; null if none did
 */
public record PlanShardsResult(
    boolean finished,
    String prefix,
    String messageKey,
    long planned,
    int shards,
    @Nullable Long expiresAt,
    @Nullable Integer rate,
    Priority priority,
    @Nullable PlanCursor cursor,
    boolean dryRun,
    String plannedAt,
    @Nullable Estimate estimate,
    @Nullable JsonNode settled) {}

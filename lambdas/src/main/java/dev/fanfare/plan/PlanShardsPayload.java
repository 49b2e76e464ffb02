package dev.fanfare.plan;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The input of one PlanShards invocation.
 *
 * @param startedAt when the execution started, in ISO 8601
 * @param request the execution's input: a request, or the key of one
 * @param cursor where the last invocation stopped; null in the first
 */
public record PlanShardsPayload(
    String broadcastId, String startedAt, JsonNode request, @Nullable PlanCursor cursor) {}

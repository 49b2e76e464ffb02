package dev.fanfare.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.outcomes.ShardResult;
import org.jspecify.annotations.Nullable;

/**
 * The input of one ReduceOutcomes invocation.
 *
 * @param startedAt when the execution started, in ISO 8601; null if the state machine predates this
 *     field
 * @param round the round of pushing that has ended, from 1
 * @param lastRound whether no further round follows, even if this one missed connections; null if
 *     the state machine predates final reports
 * @param planned connections of the whole broadcast
 * @param prefix prefix of this round's shards
 * @param results where the ResultWriter put its manifest; null without a Map Run
 * @param onlyResult the result of the round's single shard, which needs no Map Run; null with a Map
 *     Run, or with an empty audience
 * @param mapRunFailure why the round's Map Run failed; null if it did not
 * @param settled what earlier rounds settled; null in the first
 * @param plannedAt when the plan was finished, in ISO 8601; null if the planner did not provide it
 * @param estimate the planner's estimate, for the report; null if there is none
 * @param execution ARN of the broadcast's execution; null if the state machine predates reducing in
 *     several calls
 * @param cursor where the last call stopped; null in the first
 */
public record ReduceOutcomesPayload(
    String broadcastId,
    @Nullable String startedAt,
    int round,
    @Nullable Boolean lastRound,
    long planned,
    String prefix,
    @Nullable ResultLocation results,
    @Nullable ShardResult onlyResult,
    @Nullable String mapRunFailure,
    @Nullable Settled settled,
    @Nullable String plannedAt,
    @Nullable JsonNode estimate,
    @Nullable String execution,
    @Nullable ReduceCursor cursor) {}

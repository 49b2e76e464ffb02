package dev.fanfare.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.outcomes.ShardResult;

/**
 * What ReduceOutcomes gets for one invocation.
 *
 * @param startedAt when the execution started, ISO 8601; null if the state machine predates it
 * @param round the round of pushing that has ended, from 1
 * @param lastRound whether no further round follows, whatever this one missed; null if the state
 *     machine predates final reports
 * @param planned connections of the whole broadcast
 * @param prefix where this round's shards are
 * @param results where the ResultWriter put its manifest; null without a Map Run
 * @param onlyResult the result of the round's only shard, which needs no Map Run; null with a Map
 *     Run, or with an empty audience
 * @param mapRunFailure why the round's Map Run failed; null if it did not
 * @param settled what earlier rounds settled; null in the first
 * @param plannedAt when the plan was finished, ISO 8601; null if the planner did not say
 * @param estimate what the planner expected, for the report; null if it did not say
 * @param execution ARN of the broadcast's execution; null if the state machine predates reducing in
 *     several calls
 * @param cursor where the last call stopped; null in the first
 */
public record ReduceOutcomesPayload(
    String broadcastId,
    String startedAt,
    int round,
    Boolean lastRound,
    long planned,
    String prefix,
    ResultLocation results,
    ShardResult onlyResult,
    String mapRunFailure,
    Settled settled,
    String plannedAt,
    JsonNode estimate,
    String execution,
    ReduceCursor cursor) {}

package dev.fanfare.reduce;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.outcomes.ShardResult;
import org.jspecify.annotations.Nullable;

/**
 * The input of one ReduceOutcomes invocation.
 *
 * @param settled what earlier rounds settled; null in the first
 * @param execution ARN of the broadcast's execution; null if the state machine predates reducing in
 *     several calls
 * @param cursor where the last call stopped; null in the first
 */
public record ReduceOutcomesPayload(
    String broadcastId,
    Plan plan,
    EndedRound round,
    @Nullable SettledResults settled,
    @Nullable String execution,
    @Nullable ReduceCursor cursor) {

  /**
   * @param startedAt when the execution started, in ISO 8601; null if the state machine predates
   *     this field
   * @param planned connections of the whole broadcast
   * @param plannedAt when the plan was finished, in ISO 8601; null if the planner did not provide
   *     it
   * @param estimate the planner's estimate, for the report; null if there is none
   */
  public record Plan(
      @Nullable String startedAt,
      long planned,
      @Nullable String plannedAt,
      @Nullable JsonNode estimate) {}

  /**
   * The round of pushing that has ended.
   *
   * @param number from 1; 0 if a function has posted directly
   * @param isLast whether no further round follows, even if this one missed connections; null if
   *     the state machine predates final reports
   * @param prefix prefix of this round's shards
   */
  public record EndedRound(
      int number, @Nullable Boolean isLast, String prefix, ShardResults results) {}

  /**
   * The results of a round's shards. All are null if the audience is empty.
   *
   * @param manifest where the ResultWriter put its manifest; null without a Map Run
   * @param only the result of the single shard, which needs no Map Run; null with a Map Run
   * @param failure why the Map Run failed; null if it did not
   */
  public record ShardResults(
      @Nullable ResultLocation manifest, @Nullable ShardResult only, @Nullable String failure) {
    static final ShardResults NONE = new ShardResults(null, null, null);

    static ShardResults ofMapRun(ResultLocation manifest) {
      return new ShardResults(manifest, null, null);
    }

    static ShardResults ofFailedMapRun(String failure) {
      return new ShardResults(null, null, failure);
    }

    static ShardResults ofOnly(ShardResult shard) {
      return new ShardResults(null, shard, null);
    }
  }

  /** Reads the flat JSON of the state machine. Jackson refuses any other field. */
  @JsonCreator
  private static ReduceOutcomesPayload of(
      @JsonProperty("broadcastId") String broadcastId,
      @JsonProperty("startedAt") @Nullable String startedAt,
      @JsonProperty("round") int round,
      @JsonProperty("lastRound") @Nullable Boolean lastRound,
      @JsonProperty("planned") long planned,
      @JsonProperty("prefix") String prefix,
      @JsonProperty("results") @Nullable ResultLocation results,
      @JsonProperty("onlyResult") @Nullable ShardResult onlyResult,
      @JsonProperty("mapRunFailure") @Nullable String mapRunFailure,
      @JsonProperty("settled") @Nullable SettledResults settled,
      @JsonProperty("plannedAt") @Nullable String plannedAt,
      @JsonProperty("estimate") @Nullable JsonNode estimate,
      @JsonProperty("execution") @Nullable String execution,
      @JsonProperty("cursor") @Nullable ReduceCursor cursor) {
    return new ReduceOutcomesPayload(
        broadcastId,
        new Plan(startedAt, planned, plannedAt, estimate),
        new EndedRound(
            round, lastRound, prefix, new ShardResults(results, onlyResult, mapRunFailure)),
        settled,
        execution,
        cursor);
  }
}

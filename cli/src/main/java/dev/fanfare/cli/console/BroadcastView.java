package dev.fanfare.cli.console;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One broadcast at a moment. Its JSON is one flat object. Times are in milliseconds; those of a
 * moment since the epoch.
 */
public record BroadcastView(
    @JsonUnwrapped Execution execution,
    @JsonUnwrapped Counts counts,
    @JsonUnwrapped Pushing pushing,
    @JsonUnwrapped Pace pace,
    List<StepView> steps,
    @JsonUnwrapped Documents documents) {

  /**
   * @param at when this was true
   * @param endedAt null while the execution runs
   * @param cause why it failed; null unless it did
   */
  public record Execution(
      String id,
      String status,
      long at,
      long startedAt,
      @Nullable Long endedAt,
      long tookMillis,
      @Nullable String cause) {}

  /**
   * @param planned null while the broadcast is being planned
   * @param outcomes the books so far
   * @param missed of the report; null while there is none
   */
  public record Counts(
      @Nullable Long planned, Map<String, Long> outcomes, @Nullable Long missed, long posts) {}

  /**
   * @param shards of the round that runs, or ran last
   */
  public record Pushing(int shards, int shardsFinished, int round, int maxRounds) {}

  /**
   * @param leftMillis null if unknown
   * @param postsPerSecond null if nothing is posted
   */
  public record Pace(@Nullable Long leftMillis, @Nullable Double postsPerSecond) {}

  /**
   * @param message the bytes that clients get, as text, the beginning of long ones
   * @param request without its data; null if it has expired
   * @param estimate null if there is none
   * @param report null while there is none
   */
  public record Documents(
      @Nullable String message,
      @Nullable JsonNode request,
      @Nullable JsonNode estimate,
      @Nullable JsonNode report) {}

  /**
   * @param state running, succeeded, failed or caught
   * @param afterMillis from the start of the execution to the first time
   * @param millis inside it, all times together
   * @param entered how often
   * @param retries calls of its function beside the first of each time
   */
  public record StepView(
      String name, String state, long afterMillis, Long millis, int entered, int retries) {}
}

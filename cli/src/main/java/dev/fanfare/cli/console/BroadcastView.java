package dev.fanfare.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One broadcast at a moment. Times are in milliseconds; those of a moment since the epoch.
 *
 * @param at when this was true
 * @param endedAt null while it runs
 * @param cause why it failed; null unless it did
 * @param planned null while it is being planned
 * @param outcomes the books so far
 * @param missed of the report; null while there is none
 * @param shards of the round that runs, or ran last
 * @param leftMillis null when nobody can tell
 * @param postsPerSecond null when nothing is posted
 * @param message the bytes that clients get, as text, the beginning of long ones
 * @param request without its data; null when it has expired
 * @param estimate null when there is none
 * @param report null while there is none
 */
public record BroadcastView(
    String id,
    String status,
    long at,
    long startedAt,
    @Nullable Long endedAt,
    long tookMillis,
    @Nullable String cause,
    @Nullable Long planned,
    Map<String, Long> outcomes,
    @Nullable Long missed,
    long posts,
    int shards,
    int shardsFinished,
    int round,
    int maxRounds,
    @Nullable Long leftMillis,
    @Nullable Double postsPerSecond,
    List<StepView> steps,
    @Nullable String message,
    @Nullable JsonNode request,
    @Nullable JsonNode estimate,
    @Nullable JsonNode report) {

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

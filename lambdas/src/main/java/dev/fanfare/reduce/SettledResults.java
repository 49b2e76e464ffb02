package dev.fanfare.reduce;

import dev.fanfare.broadcast.BroadcastPath;
import java.util.Map;

/**
 * The final results after a round: outcomes that no later round changes, and totals for the report.
 *
 * @param outcomes the books without the outcomes that a later round retries
 * @param posts number of posts made so far, retries included
 * @param latency of those posts, in the format of {@link dev.fanfare.push.Latency}
 * @param refusedShards number of shards with the refused connections of all rounds so far; null if
 *     an older reducer left them to the next round
 * @param path the path that the broadcast took, see {@link BroadcastPath}; null if a version with a
 *     single path handed it over
 */
record SettledResults(
    Map<String, Long> outcomes, long posts, String latency, Integer refusedShards, String path) {
  static final SettledResults NOTHING =
      new SettledResults(Map.of(), 0, "", 0, BroadcastPath.EXECUTION);

  SettledResults {
    refusedShards = refusedShards == null ? 0 : refusedShards;
    path = path == null ? BroadcastPath.EXECUTION : path;
  }
}

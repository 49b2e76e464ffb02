package dev.fanfare.reduce;

import dev.fanfare.broadcast.BroadcastPath;
import java.util.Map;

/**
 * What is final after a round: the outcomes that no later round changes, and what the report tells
 * of all rounds.
 *
 * @param outcomes the books without what a later round tries again
 * @param posts posts made so far, repeats included
 * @param latency of those posts, as {@link dev.fanfare.push.Latency} writes it
 * @param refusedShards shards that hold the refused connections of all rounds so far; null if a
 *     reducer wrote it that left them to the next round
 * @param path which way the broadcast took, as {@link BroadcastPath} says; null when handed over by
 *     a version that knew one way only
 */
record Settled(
    Map<String, Long> outcomes, long posts, String latency, Integer refusedShards, String path) {
  static final Settled NOTHING = new Settled(Map.of(), 0, "", 0, BroadcastPath.EXECUTION);

  Settled {
    refusedShards = refusedShards == null ? 0 : refusedShards;
    path = path == null ? BroadcastPath.EXECUTION : path;
  }
}

package dev.fanfare.reduce;

import dev.fanfare.broadcast.BroadcastPath;
import java.util.Map;

/**
 * What is final after a round: the outcomes that no later round changes, and what the report tells
 * of all rounds.
 *
 * @param outcomes the books without the missed
 * @param posts posts made so far, repeats included
 * @param latency of those posts, as {@link dev.fanfare.push.Latency} writes it
 * @param path which way the broadcast took, as {@link BroadcastPath} says; null when handed over by
 *     a version that knew one way only
 */
record Settled(Map<String, Long> outcomes, long posts, String latency, String path) {
  static final Settled NOTHING = new Settled(Map.of(), 0, "", BroadcastPath.EXECUTION);

  Settled {
    path = path == null ? BroadcastPath.EXECUTION : path;
  }
}

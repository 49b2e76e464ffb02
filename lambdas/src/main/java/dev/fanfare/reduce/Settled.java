package dev.fanfare.reduce;

import java.util.Map;

/**
 * What is final after a round: the outcomes that no later round changes, and what the report tells
 * of all rounds.
 *
 * @param outcomes the books without the missed
 * @param posts posts made so far, repeats included
 * @param latency of those posts, as {@link dev.fanfare.push.Latency} writes it
 */
record Settled(Map<String, Long> outcomes, long posts, String latency) {
  static final Settled NOTHING = new Settled(Map.of(), 0, "");
}

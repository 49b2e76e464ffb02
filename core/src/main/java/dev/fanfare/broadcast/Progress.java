package dev.fanfare.broadcast;

import java.util.Map;

/**
 * The progress of a shard: one pusher invocation returns it and the next one starts from it. Its
 * size is bounded.
 *
 * @param offset the first line that has not been posted to yet
 * @param pending lines before {@code offset} that have no outcome yet, as {@link Offsets}
 * @param failures the pending lines with failed posts, as {@link Offsets}, keyed by tenths of a
 *     failed post
 * @param outcomes number of connections per outcome
 * @param undelivered the lines of each outcome except {@code delivered}, as {@link Offsets}
 * @param posts number of posts, retries included
 * @param latency post latency in microseconds, as a compressed HdrHistogram in Base64
 */
public record Progress(
    int offset,
    String pending,
    Map<Integer, String> failures,
    Map<String, Long> outcomes,
    Map<String, String> undelivered,
    long posts,
    String latency) {

  public static final Progress START = new Progress(0, "", Map.of(), Map.of(), Map.of(), 0, "");

  /** {@code failures} is null if an older version wrote this progress. */
  public Progress {
    failures = failures == null ? Map.of() : failures;
  }

  public Books books() {
    return Books.ofWords(outcomes);
  }

  /** The lines with an outcome other than {@code delivered}. */
  public Offsets lines(Outcome outcome) {
    return Offsets.parse(undelivered.getOrDefault(outcome.word(), ""));
  }
}

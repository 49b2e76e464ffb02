package dev.fanfare.broadcast;

import java.util.Map;

/**
 * How far a shard has come: what one invocation of the pusher answers, and the next begins with.
 * Small whatever happens.
 *
 * @param offset the first line that nobody has posted to yet
 * @param pending lines before it that have no outcome yet, as {@link Offsets}
 * @param failures those of them whose posts have failed, as {@link Offsets}, by tenths of a failed
 *     post
 * @param outcomes the books: how many connections had which outcome
 * @param undelivered the lines behind every outcome but {@code delivered}, as {@link Offsets}
 * @param posts posts made, repeats included
 * @param latency of the posts in microseconds, a compressed HdrHistogram in Base64
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

  /** Handed over by a version that did not count failures, there are none. */
  public Progress {
    failures = failures == null ? Map.of() : failures;
  }

  public Books books() {
    return Books.ofWords(outcomes);
  }

  /** The lines that had an outcome other than {@code delivered}. */
  public Offsets lines(Outcome outcome) {
    return Offsets.parse(undelivered.getOrDefault(outcome.word(), ""));
  }
}

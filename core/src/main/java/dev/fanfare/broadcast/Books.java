package dev.fanfare.broadcast;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An immutable count of outcomes. Counts only grow; compare {@link #total} with the planned number
 * to check that the books balance.
 *
 * <p>Invariant: planned = sum of all outcomes, per shard and per broadcast.
 */
public final class Books {
  public static final Books EMPTY = new Books(new EnumMap<>(Outcome.class));

  private final Map<Outcome, Long> counts;

  private Books(EnumMap<Outcome, Long> counts) {
    this.counts = Collections.unmodifiableMap(counts);
  }

  /**
   * Reads the form that {@link #words} writes; missing outcomes count as zero.
   *
   * @throws IllegalArgumentException if a name is not an outcome or a count is negative
   */
  public static Books ofWords(Map<String, Long> words) {
    Books books = EMPTY;
    for (var word : words.entrySet()) {
      books = books.plus(Outcome.of(word.getKey()), word.getValue());
    }
    return books;
  }

  /** Number of connections with this outcome. */
  public long count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  /** Number of connections with any outcome. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Number of connections that should have received the message and did not, see {@link
   * Outcome#isMissed}.
   */
  public long missed() {
    return sum(Outcome::isMissed);
  }

  /** Number of connections that a later round retries. */
  public long retryable() {
    return sum(Outcome::isRetryable);
  }

  private long sum(Predicate<Outcome> counted) {
    return counts.entrySet().stream()
        .filter(count -> counted.test(count.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** A copy of these books without the outcomes that a later round retries. */
  public Books settled() {
    var settled = new EnumMap<Outcome, Long>(Outcome.class);
    counts.forEach(
        (outcome, count) -> {
          if (!outcome.isRetryable()) {
            settled.put(outcome, count);
          }
        });
    return new Books(settled);
  }

  /**
   * A copy with more connections of one outcome.
   *
   * @throws IllegalArgumentException if the count is negative
   * @throws ArithmeticException if a sum exceeds a long
   */
  public Books plus(Outcome outcome, long count) {
    if (count < 0) {
      throw new IllegalArgumentException(outcome.word() + " is " + count + ": counts only grow");
    }
    var sum = new EnumMap<Outcome, Long>(Outcome.class);
    sum.putAll(counts);
    sum.merge(outcome, count, Math::addExact);
    return new Books(sum);
  }

  /** The sums of these and the other counts. */
  public Books plus(Books other) {
    Books sum = this;
    for (var count : other.counts.entrySet()) {
      sum = sum.plus(count.getKey(), count.getValue());
    }
    return sum;
  }

  /** All seven outcomes by name, in declaration order, zeros included. */
  public Map<String, Long> words() {
    var words = new LinkedHashMap<String, Long>();
    for (Outcome outcome : Outcome.values()) {
      words.put(outcome.word(), count(outcome));
    }
    return words;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Books books && words().equals(books.words());
  }

  @Override
  public int hashCode() {
    return words().hashCode();
  }

  @Override
  public String toString() {
    return words().toString();
  }
}

package dev.fanfare.broadcast;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The tally of outcomes. Books are only ever added up; whether they balance against what was
 * planned is asked of {@link #total}.
 *
 * <p>The law: planned = sum of all outcomes, per shard and per broadcast.
 */
public final class Books {
  public static final Books EMPTY = new Books(new EnumMap<>(Outcome.class));

  private final Map<Outcome, Long> counts;

  private Books(EnumMap<Outcome, Long> counts) {
    this.counts = Collections.unmodifiableMap(counts);
  }

  /**
   * Reads the form that {@link #words} writes; outcomes that are not named count zero.
   *
   * @throws IllegalArgumentException for a name that is no outcome, or a negative count
   */
  public static Books ofWords(Map<String, Long> words) {
    Books books = EMPTY;
    for (var word : words.entrySet()) {
      books = books.plus(Outcome.of(word.getKey()), word.getValue());
    }
    return books;
  }

  public long count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  public long missed() {
    return sum(Outcome::isMissed);
  }

  /** How many connections a later round tries again. */
  public long retryable() {
    return sum(Outcome::isRetryable);
  }

  private long sum(Predicate<Outcome> counted) {
    return counts.entrySet().stream()
        .filter(count -> counted.test(count.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** These books without what a later round tries again. */
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

  public Books plus(Outcome outcome, long count) {
    if (count < 0) {
      throw new IllegalArgumentException(outcome.word() + " is " + count + ": books only grow");
    }
    var sum = new EnumMap<Outcome, Long>(Outcome.class);
    sum.putAll(counts);
    sum.merge(outcome, count, Math::addExact);
    return new Books(sum);
  }

  public Books plus(Books other) {
    Books sum = this;
    for (var count : other.counts.entrySet()) {
      sum = sum.plus(count.getKey(), count.getValue());
    }
    return sum;
  }

  /** All seven outcomes by name, in their order, zeros included. */
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

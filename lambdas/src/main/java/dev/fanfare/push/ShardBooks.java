package dev.fanfare.push;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Offsets;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The outcomes of one shard during a push. Only one thread writes them. */
final class ShardBooks {
  private final long[] counts = new long[Outcome.values().length];
  private final Map<Outcome, Offsets> undelivered = new EnumMap<>(Outcome.class);
  private final Histogram latency;
  private long posts;

  /** Continues from the outcomes of an earlier invocation. */
  ShardBooks(Progress before) {
    for (Outcome outcome : Outcome.values()) {
      long count = before.books().count(outcome);
      if (count > 0) {
        counts[outcome.ordinal()] = count;
        if (outcome != Outcome.DELIVERED) {
          undelivered.put(outcome, before.lines(outcome));
        }
      }
    }
    latency = Latency.decode(before.latency());
    posts = before.posts();
  }

  void answered(long nanos) {
    posts++;
    Latency.record(latency, nanos);
  }

  void settle(int line, Outcome outcome) {
    counts[outcome.ordinal()]++;
    if (outcome != Outcome.DELIVERED) {
      undelivered.computeIfAbsent(outcome, any -> new Offsets()).add(line);
    }
  }

  /** Returns the number of posts so far, including retries. */
  long posts() {
    return posts;
  }

  /** Returns the outcomes so far. */
  Books outcomes() {
    Books books = Books.EMPTY;
    for (Outcome outcome : Outcome.values()) {
      books = books.plus(outcome, counts[outcome.ordinal()]);
    }
    return books;
  }

  Progress progress(int offset, UnsettledLines unsettled) {
    var lines = new LinkedHashMap<String, String>();
    undelivered.forEach((outcome, offsets) -> lines.put(outcome.word(), offsets.toString()));
    return new Progress(
        offset,
        unsettled.lines().toString(),
        unsettled.failures(),
        outcomes().words(),
        lines,
        posts,
        Latency.encode(latency));
  }
}

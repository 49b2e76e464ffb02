package dev.fanfare.push;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Offsets;
import dev.fanfare.broadcast.Outcome;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The books of one shard while it is being pushed. Written by one thread only. */
final class ShardBooks {
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
  private final Map<Outcome, Offsets> undelivered = new EnumMap<>(Outcome.class);
  private final Histogram latency;
  private long posts;

  /** Goes on from what an earlier invocation has booked. */
  ShardBooks(Progress before) {
    for (Outcome outcome : Outcome.values()) {
      long count = before.books().count(outcome);
      if (count > 0) {
        counts.put(outcome, count);
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
    counts.merge(outcome, 1L, Long::sum);
    if (outcome != Outcome.DELIVERED) {
      undelivered.computeIfAbsent(outcome, any -> new Offsets()).add(line);
    }
  }

  Progress progress(int offset, Offsets pending) {
    Books books = Books.EMPTY;
    for (var count : counts.entrySet()) {
      books = books.plus(count.getKey(), count.getValue());
    }
    var lines = new LinkedHashMap<String, String>();
    undelivered.forEach((outcome, offsets) -> lines.put(outcome.word(), offsets.toString()));
    return new Progress(
        offset, pending.toString(), books.words(), lines, posts, Latency.encode(latency));
  }
}

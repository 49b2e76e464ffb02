package dev.fanfare.bench.pusher;

import dev.fanfare.push.permits.Level;
import dev.fanfare.push.permits.PermitStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A permit store in memory. The pusher draws permits as usual, but does not wait for DynamoDB. It
 * never deletes counters, because a run has only a few seconds of them.
 */
public final class InMemoryPermitStore implements PermitStore {
  private final ConcurrentMap<String, Counter> counters = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Level> levels = new ConcurrentHashMap<>();

  @Override
  public CompletableFuture<WriteResult> add(Key key, double rate, long from, long end, long count) {
    Counter now = counters.get(name(key));
    return now == null || now.rate() != rate || now.next() < from || now.next() >= end
        ? refused(now)
        : written(key, new Counter(rate, now.next() + count, now.parts()));
  }

  @Override
  public CompletableFuture<WriteResult> jump(Key key, long from, Counter counter) {
    Counter now = counters.get(name(key));
    if (now == null) {
      return written(key, counter);
    }
    return now.rate() != counter.rate() || now.next() > from
        ? refused(now)
        : written(key, new Counter(counter.rate(), counter.next(), now.parts()));
  }

  @Override
  public CompletableFuture<WriteResult> lower(Key key, Counter counter) {
    Counter now = counters.get(name(key));
    if (now == null) {
      return written(key, counter);
    }
    return now.parts() <= counter.parts()
        ? refused(now)
        : written(key, new Counter(now.rate(), now.next(), counter.parts()));
  }

  @Override
  public CompletableFuture<Level> level(String budget) {
    return CompletableFuture.completedFuture(levels.getOrDefault(budget, Level.FULL));
  }

  @Override
  public CompletableFuture<Level> replace(String budget, Level seen, Level level) {
    levels.compute(
        budget,
        (any, now) ->
            (now == null ? Level.FULL : now).changedAt() == seen.changedAt() ? level : now);
    return level(budget);
  }

  /**
   * Returns a text as the key of a map. The hash code of a record would be generated at its first
   * use, which would distort the measurement.
   */
  private static String name(Key key) {
    return key.budget() + "@" + key.second();
  }

  private CompletableFuture<WriteResult> written(Key key, Counter counter) {
    counters.put(name(key), counter);
    return CompletableFuture.completedFuture(new WriteResult(true, counter));
  }

  private static CompletableFuture<WriteResult> refused(@Nullable Counter now) {
    return CompletableFuture.completedFuture(new WriteResult(false, now));
  }
}

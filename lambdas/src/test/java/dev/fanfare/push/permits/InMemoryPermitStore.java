package dev.fanfare.push.permits;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Stores what {@link DynamoPermitStore} writes, in maps; answers at once. */
public final class InMemoryPermitStore implements PermitStore {
  private final Map<Key, Counter> counters = new HashMap<>();
  private final Map<String, Level> levels = new HashMap<>();
  private int writes;

  @Override
  public CompletableFuture<WriteResult> add(Key key, double rate, long from, long end, long count) {
    var now = counters.get(key);
    return now == null || now.rate() != rate || now.next() < from || now.next() >= end
        ? refused(now)
        : write(key, new Counter(rate, now.next() + count, now.parts()));
  }

  @Override
  public CompletableFuture<WriteResult> jump(Key key, long from, Counter counter) {
    var now = counters.get(key);
    if (now == null) {
      return write(key, counter);
    }
    return now.rate() != counter.rate() || now.next() > from
        ? refused(now)
        : write(key, new Counter(counter.rate(), counter.next(), now.parts()));
  }

  @Override
  public CompletableFuture<WriteResult> lower(Key key, Counter counter) {
    var now = counters.get(key);
    if (now == null) {
      return write(key, counter);
    }
    return now.parts() <= counter.parts()
        ? refused(now)
        : write(key, new Counter(now.rate(), now.next(), counter.parts()));
  }

  @Override
  public CompletableFuture<Level> level(String budget) {
    return CompletableFuture.completedFuture(levels.getOrDefault(budget, Level.FULL));
  }

  @Override
  public CompletableFuture<Level> replace(String budget, Level seen, Level level) {
    writes++;
    if (levels.getOrDefault(budget, Level.FULL).changedAt() == seen.changedAt()) {
      levels.put(budget, level);
    }
    return level(budget);
  }

  /** The number of writes, including refused ones, because DynamoDB counts those too. */
  int writes() {
    return writes;
  }

  private CompletableFuture<WriteResult> write(Key key, Counter counter) {
    writes++;
    counters.put(key, counter);
    return CompletableFuture.completedFuture(new WriteResult(true, counter));
  }

  private CompletableFuture<WriteResult> refused(Counter now) {
    writes++;
    return CompletableFuture.completedFuture(new WriteResult(false, now));
  }
}

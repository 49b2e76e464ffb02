package dev.fanfare.push.warmup;

import dev.fanfare.push.permits.Level;
import dev.fanfare.push.permits.PermitStore;
import java.util.concurrent.CompletableFuture;

/** Grants every request at once. It counts nothing, because only the warm-up draws from it. */
public final class UnlimitedPermits implements PermitStore {

  @Override
  public CompletableFuture<WriteResult> add(Key key, double rate, long from, long end, long count) {
    return written(new Counter(rate, from + count, Level.FULL_PARTS));
  }

  @Override
  public CompletableFuture<WriteResult> jump(Key key, long from, Counter counter) {
    return written(counter);
  }

  @Override
  public CompletableFuture<WriteResult> lower(Key key, Counter counter) {
    return written(counter);
  }

  @Override
  public CompletableFuture<Level> level(String budget) {
    return CompletableFuture.completedFuture(Level.FULL);
  }

  @Override
  public CompletableFuture<Level> replace(String budget, Level seen, Level level) {
    return CompletableFuture.completedFuture(level);
  }

  private static CompletableFuture<WriteResult> written(Counter counter) {
    return CompletableFuture.completedFuture(new WriteResult(true, counter));
  }
}

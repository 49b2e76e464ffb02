package dev.fanfare.plan;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Checks whether the broadcast was cancelled during planning, at most once a second. Planning of
 * millions then ends soon after a cancellation, and a short plan does not wait for a check. The
 * pushers check before their first post in any case.
 *
 * <p>A failed check is repeated soon. A single failure must not restart a plan of millions; if all
 * checks fail for {@value #PATIENCE_SECONDS} seconds, planning fails.
 */
final class CancelCheck implements BooleanSupplier {
  static final int PATIENCE_SECONDS = 10;

  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);
  private static final long RETRY_INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);

  private final BroadcastBucket bucket;
  private final String key;
  private final LongSupplier ticker;
  private long due;
  private long failingSince;
  private boolean isFailing;
  private boolean isCancelled;

  /**
   * @param key the key of the object that cancels the broadcast
   * @param ticker a monotonic clock, in nanoseconds
   */
  CancelCheck(BroadcastBucket bucket, String key, LongSupplier ticker) {
    this.bucket = bucket;
    this.key = key;
    this.ticker = ticker;
    this.due = ticker.getAsLong() + INTERVAL;
  }

  /**
   * @throws RuntimeException if checks have failed for {@value #PATIENCE_SECONDS} seconds
   */
  @Override
  public boolean getAsBoolean() {
    if (!isCancelled && ticker.getAsLong() - due >= 0) {
      check();
    }
    return isCancelled;
  }

  private void check() {
    long now = ticker.getAsLong();
    try {
      isCancelled = hasFlag();
      isFailing = false;
      due = ticker.getAsLong() + INTERVAL;
    } catch (RuntimeException e) {
      failingSince = isFailing ? failingSince : now;
      isFailing = true;
      due = ticker.getAsLong() + RETRY_INTERVAL;
      if (now - failingSince >= PATIENCE) {
        throw e;
      }
    }
  }

  private boolean hasFlag() {
    try (var flag = bucket.open(key)) {
      return true;
    } catch (MissingObjectException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("closing " + key, e);
    }
  }
}

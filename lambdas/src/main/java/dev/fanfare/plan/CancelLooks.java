package dev.fanfare.plan;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether somebody has cancelled the broadcast that is being planned: looked for once a second, so
 * that planning millions ends soon, and a plan of moments does not wait for a look. The pushers
 * look before their first post whatever was planned.
 *
 * <p>A look that fails is repeated soon. One failure must not cost a plan of millions, which would
 * begin again; when all fail for {@value #PATIENCE_SECONDS} seconds, the plan fails with them.
 */
final class CancelLooks implements BooleanSupplier {
  static final int PATIENCE_SECONDS = 10;

  private static final long BETWEEN = TimeUnit.SECONDS.toNanos(1);
  private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);

  private final BroadcastBucket bucket;
  private final String key;
  private final LongSupplier ticker;
  private long due;
  private long failingSince;
  private boolean isFailing;
  private boolean isRaised;

  /**
   * @param key of the object that cancels
   * @param ticker a clock that only goes forward, in nanoseconds
   */
  CancelLooks(BroadcastBucket bucket, String key, LongSupplier ticker) {
    this.bucket = bucket;
    this.key = key;
    this.ticker = ticker;
    this.due = ticker.getAsLong() + BETWEEN;
  }

  /**
   * @throws RuntimeException when looks have failed for {@value #PATIENCE_SECONDS} seconds
   */
  @Override
  public boolean getAsBoolean() {
    if (!isRaised && ticker.getAsLong() - due >= 0) {
      look();
    }
    return isRaised;
  }

  private void look() {
    long now = ticker.getAsLong();
    try {
      isRaised = isThere();
      isFailing = false;
      due = ticker.getAsLong() + BETWEEN;
    } catch (RuntimeException e) {
      failingSince = isFailing ? failingSince : now;
      isFailing = true;
      due = ticker.getAsLong() + AGAIN;
      if (now - failingSince >= PATIENCE) {
        throw e;
      }
    }
  }

  private boolean isThere() {
    try (var flag = bucket.open(key)) {
      return true;
    } catch (MissingObjectException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("closing " + key, e);
    }
  }
}

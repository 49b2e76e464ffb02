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
 */
final class CancelLooks implements BooleanSupplier {
  private static final long BETWEEN = TimeUnit.SECONDS.toNanos(1);

  private final BroadcastBucket bucket;
  private final String key;
  private final LongSupplier ticker;
  private long due;
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

  @Override
  public boolean getAsBoolean() {
    if (!isRaised && ticker.getAsLong() - due >= 0) {
      isRaised = isThere();
      due = ticker.getAsLong() + BETWEEN;
    }
    return isRaised;
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

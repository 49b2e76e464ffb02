package dev.fanfare.push;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Whether somebody has cancelled a broadcast, which is whether its object {@code cancel} is there.
 * Looked for once a second on a thread of its own, and four times a second after a look that
 * failed; a push looks here four times a second. So it stops within two seconds, also when one look
 * fails.
 *
 * <p>Nothing may be posted before one look has succeeded: {@link #awaitFirstLook}. A push that is
 * under way goes on while looks fail, because trouble with S3 must not stop it.
 */
final class CancelFlag implements BooleanSupplier, AutoCloseable {
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LOOK_AGAIN_MILLIS = 250;
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS);

  /**
   * So long the first look is repeated. S3 recovers from most trouble by then; after it, the call
   * fails, and the state machine calls again.
   */
  static final long FIRST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final BroadcastBucket bucket;
  private final String key;
  private final PushTime time;
  private final Consumer<String> warn;
  private volatile boolean isRaised;
  private volatile boolean isKnown;
  private Exception trouble;
  private long due;
  private Future<?> looks;

  /**
   * @param key of the object that cancels
   * @param warn gets one line when looks begin to fail
   */
  CancelFlag(BroadcastBucket bucket, String key, PushTime time, Consumer<String> warn) {
    this.bucket = bucket;
    this.key = key;
    this.time = time;
    this.warn = warn;
    this.due = time.nanos();
  }

  /** Looks now and from now on. */
  CancelFlag watch(ScheduledExecutorService thread) {
    looks =
        thread.scheduleWithFixedDelay(this::lookIfDue, 0, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    return this;
  }

  /**
   * Waits until a look has succeeded, since what is cancelled already must not be posted to at all.
   *
   * @param stopNanos when the call must be over; the wait ends by then, or after {@link
   *     #FIRST_LOOK_NANOS}
   * @throws IllegalStateException when no look has succeeded
   */
  void awaitFirstLook(long stopNanos) throws InterruptedException {
    long patience = Math.max(0, Math.min(FIRST_LOOK_NANOS, stopNanos - time.nanos()));
    long end = time.nanos() + patience;
    lookIfDue();
    while (!isKnown) {
      if (time.nanos() - end >= 0) {
        throw unknown(patience);
      }
      time.pause(LOOK_AGAIN_MILLIS);
      lookIfDue();
    }
  }

  @Override
  public boolean getAsBoolean() {
    return isRaised;
  }

  /** One look at a time, whichever thread asks first. */
  synchronized void lookIfDue() {
    if (!isRaised && time.nanos() - due >= 0) {
      boolean isSeen = look();
      due = time.nanos() + (isSeen ? LOOK_NANOS : LOOK_AGAIN_NANOS);
    }
  }

  private boolean look() {
    try (var flag = bucket.open(key)) {
      isRaised = true;
    } catch (MissingObjectException e) {
      // Nobody has cancelled.
    } catch (IOException | RuntimeException e) {
      // Whatever it is, the next look may succeed; a task that throws would never be run again.
      if (trouble == null) {
        warn.accept("cannot look whether the broadcast was cancelled: " + e);
      }
      trouble = e;
      return false;
    }
    trouble = null;
    isKnown = true;
    return true;
  }

  private synchronized IllegalStateException unknown(long patience) {
    return new IllegalStateException(
        key
            + " could not be read for "
            + TimeUnit.NANOSECONDS.toSeconds(patience)
            + " s, so whether the broadcast is cancelled is unknown and this call posted nothing."
            + " If S3 is well, check the pusher's s3:GetObject and s3:ListBucket",
        trouble);
  }

  @Override
  public void close() {
    looks.cancel(false);
  }
}

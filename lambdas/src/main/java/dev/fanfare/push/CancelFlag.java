package dev.fanfare.push;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a broadcast has been cancelled, that is, whether its object {@code cancel} exists.
 * A separate thread checks S3 once a second, and four times a second after a failed check. A push
 * reads the result four times a second. It therefore stops within two seconds, even if one check
 * fails.
 *
 * <p>No post may be made before the first successful check: see {@link #awaitFirstCheck}. A running
 * push continues while checks fail, because trouble with S3 must not stop it.
 */
final class CancelFlag implements BooleanSupplier, AutoCloseable {
  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long RETRY_MILLIS = 250;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);

  /**
   * How long to repeat the first check. S3 recovers from most failures in this time. After it, the
   * invocation fails and the state machine retries.
   */
  static final long FIRST_CHECK_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final BroadcastBucket bucket;
  private final String key;
  private final PushTime time;
  private final LambdaLogger log;
  private volatile boolean isRaised;
  private volatile boolean isKnown;
  private @Nullable Exception trouble;
  private long due;
  private @Nullable Future<?> checks;

  /**
   * @param key the key of the object that cancels
   * @param log receives one line when checks start to fail
   */
  CancelFlag(BroadcastBucket bucket, String key, PushTime time, LambdaLogger log) {
    this.bucket = bucket;
    this.key = key;
    this.time = time;
    this.log = log;
    this.due = time.nanos();
  }

  /** Starts to check, at once and then repeatedly. */
  CancelFlag watch(ScheduledExecutorService thread) {
    checks =
        thread.scheduleWithFixedDelay(this::checkIfDue, 0, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    return this;
  }

  /**
   * Waits for the first successful check, because a cancelled broadcast must not be posted.
   *
   * @param stopNanos the end of the invocation; the wait ends then, or after {@link
   *     #FIRST_CHECK_NANOS}
   * @throws IllegalStateException if no check succeeds
   */
  void awaitFirstCheck(long stopNanos) throws InterruptedException {
    long patience = Math.max(0, Math.min(FIRST_CHECK_NANOS, stopNanos - time.nanos()));
    long end = time.nanos() + patience;
    checkIfDue();
    while (!isKnown) {
      if (time.nanos() - end >= 0) {
        throw unknown(patience);
      }
      time.pause(RETRY_MILLIS);
      checkIfDue();
    }
  }

  @Override
  public boolean getAsBoolean() {
    return isRaised;
  }

  /** Checks if it is time. Synchronized, so that only one thread checks at a time. */
  synchronized void checkIfDue() {
    if (!isRaised && time.nanos() - due >= 0) {
      boolean isSeen = check();
      due = time.nanos() + (isSeen ? CHECK_NANOS : RETRY_NANOS);
    }
  }

  private boolean check() {
    try (var flag = bucket.open(key)) {
      isRaised = true;
    } catch (MissingObjectException e) {
      // The object does not exist, so the broadcast is not cancelled.
    } catch (IOException | RuntimeException e) {
      // Catches everything, because the next check may succeed and an exception would end the
      // scheduled task.
      if (trouble == null) {
        log.log("cannot check whether the broadcast is cancelled: " + e, LogLevel.WARN);
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
            + " If S3 works, check that the pusher may use s3:GetObject and s3:ListBucket",
        trouble);
  }

  @Override
  public void close() {
    if (checks != null) {
      checks.cancel(false);
    }
  }
}

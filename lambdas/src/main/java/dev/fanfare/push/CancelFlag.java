package dev.fanfare.push;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Whether somebody has cancelled a broadcast, which is whether its object {@code cancel} is there.
 * Looked for once a second on a thread of its own; a push looks here four times a second, so it
 * stops within two.
 */
final class CancelFlag implements BooleanSupplier, AutoCloseable {
  private static final long LOOK_MILLIS = 1_000;

  private final BroadcastBucket bucket;
  private final String key;
  private final Consumer<String> warn;
  private volatile boolean isRaised;
  private boolean isBlind;
  private Future<?> first;
  private Future<?> looks;

  /**
   * @param key of the object that cancels
   * @param warn told once when it cannot be looked; the push goes on then
   */
  CancelFlag(BroadcastBucket bucket, String key, Consumer<String> warn) {
    this.bucket = bucket;
    this.key = key;
    this.warn = warn;
  }

  /** Looks now and from now on. */
  CancelFlag watch(ScheduledExecutorService thread) {
    first = thread.submit(this::look);
    looks =
        thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return this;
  }

  /** Waits for the first look: what is cancelled already must not be posted to at all. */
  void awaitFirstLook() throws InterruptedException {
    try {
      first.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a look at the cancel flag failed", e.getCause());
    }
  }

  @Override
  public boolean getAsBoolean() {
    return isRaised;
  }

  void look() {
    if (isRaised) {
      return;
    }
    try (var flag = bucket.open(key)) {
      isRaised = true;
    } catch (MissingObjectException e) {
      isBlind = false;
    } catch (IOException | RuntimeException e) {
      // Whatever it is, the next look may succeed; a task that throws would never be run again.
      if (!isBlind) {
        warn.accept("cannot look whether the broadcast was cancelled: " + e);
      }
      isBlind = true;
    }
  }

  @Override
  public void close() {
    looks.cancel(false);
  }
}

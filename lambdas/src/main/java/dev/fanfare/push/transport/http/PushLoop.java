package dev.fanfare.push.transport.http;

import dev.fanfare.push.transport.Transport.Tick;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drives one push on the event loop. A tick runs after a batch of responses, not after each: the
 * loop first reads every socket that is ready, then runs one tick for all of them.
 */
final class PushLoop {
  private final EventLoop loop;
  private final Tick tick;
  private final Runnable run = this::run;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private boolean isDue;
  private @Nullable Future<?> timer;
  private long timerNanos;

  PushLoop(EventLoop loop, Tick tick) {
    this.loop = loop;
    this.tick = tick;
  }

  /**
   * Returns a future that completes when the push is over, exceptionally if an exception ended it.
   */
  CompletableFuture<Void> end() {
    return end;
  }

  boolean isOver() {
    return end.isDone();
  }

  /** Requests a tick soon. */
  void wake() {
    if (!isDue) {
      isDue = true;
      loop.execute(run);
    }
  }

  /**
   * Ends the push.
   *
   * @param failure null if it has ended by itself
   */
  void finish(@Nullable Throwable failure) {
    if (timer != null) {
      timer.cancel(false);
    }
    if (failure == null) {
      end.complete(null);
    } else {
      end.completeExceptionally(failure);
    }
  }

  private void run() {
    isDue = false;
    if (isOver()) {
      return;
    }
    long wait;
    try {
      wait = tick.run();
    } catch (Throwable e) {
      // Any exception belongs to the caller of run, which waits on another thread.
      finish(e);
      return;
    }
    if (wait == Tick.OVER) {
      finish(null);
    } else {
      wakeIn(wait);
    }
  }

  /** A timer that fires too early does no harm, so most ticks need no new one. */
  private void wakeIn(long nanos) {
    long at = System.nanoTime() + nanos;
    if (timer != null && timerNanos - at <= 0) {
      return;
    }
    if (timer != null) {
      timer.cancel(false);
    }
    timerNanos = at;
    timer = loop.schedule(this::ring, nanos, TimeUnit.NANOSECONDS);
  }

  private void ring() {
    timer = null;
    wake();
  }
}

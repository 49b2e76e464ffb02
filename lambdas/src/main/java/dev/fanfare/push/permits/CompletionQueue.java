package dev.fanfare.push.permits;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;

/**
 * Brings what the store answers to the pusher's own thread, where alone anything is decided: so
 * nothing here needs a lock.
 */
final class CompletionQueue {
  /** What to do with an answer, on the pusher's thread. */
  interface Receiver<T> {
    /**
     * @param now nanoseconds since the epoch
     * @param failure null when there is an answer
     */
    void answered(long now, T answer, Throwable failure);
  }

  private final Queue<LongConsumer> arrived = new ConcurrentLinkedQueue<>();
  private final Runnable wake;

  /**
   * @param wake called from any thread when something has arrived
   */
  CompletionQueue(Runnable wake) {
    this.wake = wake;
  }

  <T> void await(CompletableFuture<T> future, Receiver<T> receiver) {
    future.whenComplete(
        (answer, failure) -> {
          arrived.add(now -> receiver.answered(now, answer, failure));
          wake.run();
        });
  }

  /**
   * Handles what has arrived.
   *
   * @return whether anything has
   */
  boolean drain(long now) {
    var next = arrived.poll();
    if (next == null) {
      return false;
    }
    for (; next != null; next = arrived.poll()) {
      next.accept(now);
    }
    return true;
  }
}

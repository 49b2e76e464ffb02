package dev.fanfare.push.permits;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;

/**
 * Delivers the store's responses to the pusher's own thread. All decisions are made on that thread,
 * so no locks are needed.
 */
final class CompletionQueue {
  /** Handles a response on the pusher's thread. */
  interface Receiver<T> {
    /**
     * @param now nanoseconds since the epoch
     * @param failure null on success
     */
    void answered(long now, T answer, Throwable failure);
  }

  private final Queue<LongConsumer> arrived = new ConcurrentLinkedQueue<>();
  private final Runnable wake;

  /**
   * @param wake called from any thread when a response has arrived
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
   * Handles the responses that have arrived.
   *
   * @return whether there were any
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

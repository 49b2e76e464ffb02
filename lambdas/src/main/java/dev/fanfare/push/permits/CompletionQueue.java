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
     */
    void answered(long now, T answer);
  }

  private final Queue<LongConsumer> arrived = new ConcurrentLinkedQueue<>();
  private final Runnable wake;

  /**
   * @param wake called from any thread when a response has arrived
   */
  CompletionQueue(Runnable wake) {
    this.wake = wake;
  }

  /**
   * @param failed receives the time, in nanoseconds since the epoch, if the store has failed
   */
  <T> void await(CompletableFuture<T> future, Receiver<T> receiver, LongConsumer failed) {
    future.whenComplete(
        (answer, failure) -> {
          arrived.add(failure == null ? now -> receiver.answered(now, answer) : failed);
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

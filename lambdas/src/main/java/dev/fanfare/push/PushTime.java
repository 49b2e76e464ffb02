package dev.fanfare.push;

import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Time as the pusher sees it, waiting included; a parameter, so that tests need not wait. */
interface PushTime {

  /** A clock that only goes forward, for pacing and latencies. */
  long nanos();

  /** The time of day, for deadlines and the age of connections. */
  Instant now();

  /**
   * Waits for an answer.
   *
   * @return the next one, or null when none came within so many nanoseconds
   */
  <T> T poll(BlockingQueue<T> queue, long nanos) throws InterruptedException;

  /** The machine's own clocks. */
  static PushTime system() {
    return new PushTime() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public <T> T poll(BlockingQueue<T> queue, long nanos) throws InterruptedException {
        return queue.poll(nanos, TimeUnit.NANOSECONDS);
      }
    };
  }
}

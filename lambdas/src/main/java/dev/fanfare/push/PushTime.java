package dev.fanfare.push;

import java.time.Clock;
import java.time.Instant;

/** The pusher's clocks. They are a parameter, so that tests need not wait. */
public interface PushTime {

  /** A monotonic clock, for pacing and latencies. */
  long nanos();

  /** The time of day, for deadlines, permits and the age of connections. */
  Clock clock();

  /** Blocks the thread; not for use by the thread that drives a push. */
  void pause(long millis) throws InterruptedException;

  default Instant now() {
    return clock().instant();
  }

  /** The system clocks. */
  static PushTime system() {
    return new PushTime() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public Clock clock() {
        return Clock.systemUTC();
      }

      @Override
      public void pause(long millis) throws InterruptedException {
        Thread.sleep(millis);
      }
    };
  }
}

package dev.fanfare.push;

import java.time.Clock;
import java.time.Instant;

/** Time as the pusher sees it; a parameter, so that tests need not wait. */
public interface PushTime {

  /** A clock that only goes forward, for pacing and latencies. */
  long nanos();

  /** The time of day, for deadlines, permits and the age of connections. */
  Clock clock();

  /** Lets the thread wait; not for use while it drives a push. */
  void pause(long millis) throws InterruptedException;

  default Instant now() {
    return clock().instant();
  }

  /** The machine's own clocks. */
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

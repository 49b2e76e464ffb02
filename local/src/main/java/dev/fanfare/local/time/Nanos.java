package dev.fanfare.local.time;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The time of a clock as one number. */
public final class Nanos {
  private Nanos() {}

  /** Nanoseconds since 1970. */
  public static long of(Clock clock) {
    Instant now = clock.instant();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}

package dev.fanfare.push.permits;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Derives the time of day from the monotonic clock. Slots have times of day, while the pusher uses
 * a clock that never jumps. The two clocks are compared regularly.
 */
final class EpochTime {
  /** The maximum duration of a comparison; a longer one was interrupted and is invalid. */
  private static final long FAST_NANOS = 50_000;

  private static final int FIRST_ATTEMPTS = 20;
  private static final long REPEAT_NANOS = 1_000_000_000;

  private final LongSupplier nanos;
  private final Clock clock;
  private long offset;
  private long comparedAt;

  EpochTime(LongSupplier nanos, Clock clock) {
    this.nanos = nanos;
    this.clock = clock;
    long fastest = Long.MAX_VALUE;
    for (int tries = 0; tries < FIRST_ATTEMPTS && fastest > FAST_NANOS; tries++) {
      fastest = Math.min(fastest, compare(fastest));
    }
  }

  /** Converts a time of the monotonic clock to nanoseconds since the epoch. */
  long at(long nowNanos) {
    if (nowNanos - comparedAt > REPEAT_NANOS) {
      compare(FAST_NANOS);
    }
    return nowNanos + offset;
  }

  /**
   * Compares the clocks.
   *
   * @param longest the maximum duration of a valid comparison
   * @return the duration of the comparison
   */
  private long compare(long longest) {
    long before = nanos.getAsLong();
    Instant instant = clock.instant();
    long took = nanos.getAsLong() - before;
    if (took <= longest) {
      long epoch = instant.getEpochSecond() * Schedule.SECOND_NANOS + instant.getNano();
      offset = epoch - (before + took / 2);
      comparedAt = before;
    }
    return took;
  }
}

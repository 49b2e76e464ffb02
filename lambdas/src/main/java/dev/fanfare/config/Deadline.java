package dev.fanfare.config;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time when an invocation must stop accepting new work, so that it can return its cursor before
 * Lambda ends it.
 *
 * @param nanos the deadline on the clock of {@code ticker}, in nanoseconds
 */
public record Deadline(long nanos, LongSupplier ticker) {
  private static final Duration RESERVE = Duration.ofSeconds(15);

  /** Reserves 15 seconds, or a quarter of the remaining time if that is less. */
  public static Deadline of(Context context, LongSupplier ticker) {
    return of(context, ticker, RESERVE);
  }

  /** Reserves the given time, but at most a quarter of the remaining time. */
  public static Deadline of(Context context, LongSupplier ticker, Duration reserve) {
    long remaining = context.getRemainingTimeInMillis();
    long usable = remaining - Math.min(reserve.toMillis(), remaining / 4);
    return new Deadline(ticker.getAsLong() + TimeUnit.MILLISECONDS.toNanos(usable), ticker);
  }

  public boolean isNear() {
    return ticker.getAsLong() - nanos >= 0;
  }
}

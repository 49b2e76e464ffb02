package dev.fanfare.config;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When an invocation must stop taking on new work, so that it can still hand over its cursor before
 * Lambda ends it.
 *
 * @param nanos the moment, on the clock of {@code ticker}
 */
public record Deadline(long nanos, LongSupplier ticker) {
  private static final Duration RESERVE = Duration.ofSeconds(15);

  /** Keeps 15 seconds in reserve, or a quarter of what remains where that is less. */
  public static Deadline of(Context context, LongSupplier ticker) {
    return of(context, ticker, RESERVE);
  }

  /** Keeps more or less in reserve, at most a quarter of what remains. */
  public static Deadline of(Context context, LongSupplier ticker, Duration reserve) {
    long remaining = context.getRemainingTimeInMillis();
    long usable = remaining - Math.min(reserve.toMillis(), remaining / 4);
    return new Deadline(ticker.getAsLong() + TimeUnit.MILLISECONDS.toNanos(usable), ticker);
  }

  public boolean isNear() {
    return ticker.getAsLong() - nanos >= 0;
  }
}

package dev.fanfare.devtools.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Polls the totals until they meet a condition. */
final class Polling {
  private static final long EVERY_MILLIS = 10;

  private Polling() {}

  /**
   * Returns whether the totals met the condition within the timeout. Exceptions of either supplier
   * are rethrown.
   */
  static boolean until(
      ScheduledExecutorService timer,
      Supplier<Totals> totals,
      Predicate<Totals> condition,
      Duration timeout) {
    var held = new CompletableFuture<Boolean>();
    Runnable poll =
        () -> {
          try {
            if (condition.test(totals.get())) {
              held.complete(true);
            }
          } catch (RuntimeException thrown) {
            held.completeExceptionally(thrown);
          }
        };
    var polls = timer.scheduleWithFixedDelay(poll, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    try {
      return held.completeOnTimeout(false, timeout.toMillis(), TimeUnit.MILLISECONDS).join();
    } finally {
      polls.cancel(false);
    }
  }
}

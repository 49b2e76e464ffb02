package dev.fanfare.push;

import dev.fanfare.broadcast.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The limits of a push.
 *
 * @param inFlight the maximum number of concurrent posts
 * @param attempts posts to one connection before it counts as slow or unreachable
 * @param young how long after its {@code $connect} a connection may answer 410 because it is not
 *     open yet
 * @param backOff the wait between two posts to one connection
 */
public record PushSettings(int inFlight, int attempts, Duration young, BackOff backOff) {

  /** A copy with other waits. */
  public PushSettings with(BackOff other) {
    return new PushSettings(inFlight, attempts, young, other);
  }

  /**
   * The conditions that end a push.
   *
   * @param cancelled returns whether the broadcast has been cancelled; called often
   * @param expiresAt when posting ends
   * @param stopNanos when to stop posting and hand over, on the clock of {@link PushTime#nanos}
   * @param leaveNanos how long to wait for outstanding responses, on the same clock
   */
  public record Ends(
      Optional<Instant> expiresAt, BooleanSupplier cancelled, long stopNanos, long leaveNanos) {
    /** The maximum time between two checks of whether the push is over. */
    private static final long CHECK_NANOS = 250_000_000L;

    /** Returns the outcome of all remaining connections if nothing more may be posted. */
    Optional<Outcome> outcomeOfRest(Instant now) {
      if (cancelled.getAsBoolean()) {
        return Optional.of(Outcome.CANCELLED);
      }
      return expiresAt.filter(at -> !now.isBefore(at)).map(at -> Outcome.EXPIRED);
    }

    /** Returns the nanoseconds until the next check of whether the push is over. */
    long nanosUntilCheck(long nanos, Instant now) {
      long check = Math.min(CHECK_NANOS, stopNanos - nanos);
      return expiresAt.map(at -> Math.min(check, nanosUntil(at, now))).orElse(check);
    }

    /** A deadline may be centuries away, which exceeds a long in nanoseconds. */
    private static long nanosUntil(Instant deadline, Instant now) {
      var left = Duration.between(now, deadline);
      return left.compareTo(Duration.ofSeconds(1)) > 0 ? CHECK_NANOS : left.toNanos();
    }
  }
}

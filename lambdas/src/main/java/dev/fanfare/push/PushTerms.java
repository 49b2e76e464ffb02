package dev.fanfare.push;

import dev.fanfare.broadcast.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What one push keeps to.
 *
 * @param inFlight posts waiting for their answer at the same time, at most
 * @param attempts posts to one connection before it is given up as slow or unreachable
 * @param young how long after its {@code $connect} a connection may answer 410 because it is not
 *     open yet
 * @param backOff between two posts to one connection
 */
public record PushTerms(int inFlight, int attempts, Duration young, BackOff backOff) {

  /**
   * When one push ends, at the latest.
   *
   * @param cancelled whether somebody has cancelled the broadcast; asked often
   * @param expiresAt after which nothing is posted any more
   * @param stopNanos when to post nothing more and hand over, on the clock of {@link
   *     PushTime#nanos}
   * @param leaveNanos until when to wait for answers still under way, on the same clock
   */
  public record Ends(
      Optional<Instant> expiresAt, BooleanSupplier cancelled, long stopNanos, long leaveNanos) {
    /** So often at least a push looks whether it is over. */
    private static final long LOOK_NANOS = 250_000_000L;

    /** What becomes of all that has no outcome yet, when nothing more is to be posted at all. */
    Optional<Outcome> ofTheRest(Instant now) {
      if (cancelled.getAsBoolean()) {
        return Optional.of(Outcome.CANCELLED);
      }
      return expiresAt.filter(at -> !now.isBefore(at)).map(at -> Outcome.EXPIRED);
    }

    /** How long until the next look whether it is over. */
    long nanosUntilLook(long nanos, Instant now) {
      long look = Math.min(LOOK_NANOS, stopNanos - nanos);
      return expiresAt.map(at -> Math.min(look, nanosUntil(at, now))).orElse(look);
    }

    /** A deadline may be centuries ahead, which no long holds in nanoseconds. */
    private static long nanosUntil(Instant deadline, Instant now) {
      var left = Duration.between(now, deadline);
      return left.compareTo(Duration.ofSeconds(1)) > 0 ? LOOK_NANOS : left.toNanos();
    }
  }
}

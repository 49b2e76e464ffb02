package dev.fanfare.push;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one push keeps to.
 *
 * @param postsPerSecond at most, spread evenly
 * @param inFlight posts waiting for their answer at the same time, at most
 * @param attempts posts to one connection before it is given up as slow or unreachable
 * @param young how long after its {@code $connect} a connection may answer 410 because it is not
 *     open yet
 * @param backOff between two posts to one connection
 */
record PushTerms(
    double postsPerSecond, int inFlight, int attempts, Duration young, BackOff backOff) {

  /**
   * When one push ends, at the latest.
   *
   * @param expiresAt after which nothing is posted any more
   * @param stopNanos when to post nothing more and hand over, on the clock of {@link
   *     PushTime#nanos}
   * @param leaveNanos until when to wait for answers still under way, on the same clock
   */
  record Ends(Optional<Instant> expiresAt, long stopNanos, long leaveNanos) {}
}

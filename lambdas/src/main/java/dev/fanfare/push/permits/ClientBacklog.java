package dev.fanfare.push.permits;

import java.time.Duration;
import java.time.Instant;

/**
 * Counts the outstanding posts that clients have caused. If there are more than clients may post in
 * a moment, the next message is refused: its function would only wait and delay all later messages.
 */
public interface ClientBacklog {
  /** A backlog without a limit: every booking succeeds. */
  ClientBacklog NONE =
      new ClientBacklog() {
        @Override
        public Duration book(long posts, Instant at) {
          return Duration.ZERO;
        }

        @Override
        public void correct(long posts, Instant at) {}

        @Override
        public long maxAdvanceBooking() {
          return Long.MAX_VALUE;
        }
      };

  /**
   * Books posts, unless the backlog is too long.
   *
   * @return how long to wait before another attempt; zero if the posts are booked
   */
  Duration book(long posts, Instant at);

  /** Adds posts to the backlog, or removes some, once their number is known. */
  void correct(long posts, Instant at);

  /**
   * Returns how many posts clients may make in a moment, which is also the most that a message
   * books in advance.
   */
  long maxAdvanceBooking();
}

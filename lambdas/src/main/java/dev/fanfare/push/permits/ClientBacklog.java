package dev.fanfare.push.permits;

import java.time.Duration;
import java.time.Instant;

/**
 * The posts that clients have caused and that are yet to be made. When they are more than what
 * clients may post in a moment, the next message is refused: its function would only wait, and so
 * would whatever comes after it.
 */
public interface ClientBacklog {
  /** Where nothing is counted: all is taken. */
  ClientBacklog NONE =
      new ClientBacklog() {
        @Override
        public Duration book(long posts, Instant at) {
          return Duration.ZERO;
        }

        @Override
        public void correct(long posts, Instant at) {}

        @Override
        public long inAMoment() {
          return Long.MAX_VALUE;
        }
      };

  /**
   * Books posts, if the backlog is short.
   *
   * @return how long to wait until it may be; zero when they are booked
   */
  Duration book(long posts, Instant at);

  /** Adds posts to what is booked, or takes some away, when it is known how many there are. */
  void correct(long posts, Instant at);

  /** How many posts clients may make in a moment; nobody needs to book more in advance. */
  long inAMoment();
}

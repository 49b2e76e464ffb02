package dev.fanfare.direct;

import dev.fanfare.config.Pause;
import dev.fanfare.push.permits.ClientBacklog;
import dev.fanfare.request.Priority;
import dev.fanfare.request.Request;
import java.time.Duration;
import java.time.Instant;

/**
 * Books the posts of client messages before the messages are accepted. The number of posts is known
 * only after the members are read, which happens after the message gets its position. A booking
 * therefore starts with the number that earlier messages needed and is corrected later; concurrent
 * messages see all bookings.
 */
public class Bookings {
  private static final Booking NONE =
      new Booking() {
        @Override
        public void settle(long posts, Instant at) {}

        @Override
        public void extend(long posts, Instant at) {}
      };

  /**
   * The first message of a process books this fraction of a moment's posts. It cannot know its
   * need, and several processes may start at once, so none may take all the room.
   */
  private static final int FIRST_PART = 16;

  private final ClientBacklog backlog;
  private final Duration patience;
  private final Pause pause;

  /** Number of posts that the next message will probably need. */
  private volatile long likely;

  /** The booking of one message. */
  interface Booking {

    /** Sets the actual number of posts. */
    void settle(long posts, Instant at);

    /** Books the posts that are still pending after the booked time. */
    void extend(long posts, Instant at);
  }

  /**
   * @param most maximum posts of one message on the direct path
   * @param patience how long a message waits for room before it is refused; zero to refuse at once
   */
  public Bookings(ClientBacklog backlog, int most, Duration patience, Pause pause) {
    this.backlog = backlog;
    this.patience = patience;
    this.pause = pause;
    this.likely = Math.max(1, Math.min(most, backlog.maxAdvanceBooking() / FIRST_PART));
  }

  /**
   * Books what the message will probably need. An operator's message needs no booking.
   *
   * @throws BusyException if there is still no room after {@code patience}
   */
  public Booking of(Request request, Instant now) {
    if (request.priority() == Priority.NORMAL || request.dryRun()) {
      return NONE;
    }
    long booked = book(now);
    return new Booking() {
      @Override
      public void settle(long posts, Instant at) {
        likely = Math.max(1, Math.max(posts, likely * 3 / 4));
        backlog.correct(posts - booked, at);
      }

      @Override
      public void extend(long posts, Instant at) {
        backlog.correct(posts, at);
      }
    };
  }

  private long book(Instant now) {
    long waited = 0;
    while (true) {
      long posts = Math.min(likely, backlog.maxAdvanceBooking());
      Duration wait = backlog.book(posts, now.plusMillis(waited));
      if (wait.isZero()) {
        return posts;
      }
      long millis = Math.max(1, wait.toMillis());
      if (waited + millis > patience.toMillis()) {
        throw new BusyException(wait);
      }
      waited += millis;
      pause.during("waiting for clients' posts", millis);
    }
  }
}

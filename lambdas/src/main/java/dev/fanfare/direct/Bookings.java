package dev.fanfare.direct;

import dev.fanfare.config.Pause;
import dev.fanfare.push.permits.ClientBacklog;
import dev.fanfare.request.Priority;
import dev.fanfare.request.Request;
import java.time.Duration;
import java.time.Instant;

/**
 * Books the posts of clients' messages before they are taken. How many posts a message needs is
 * known only when its members are read, after it has its position. So as many are booked as the
 * messages before needed, and that is corrected then; what comes at the same moment sees them all.
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
   * The first message of a process books this part of a moment. It cannot know what it needs, and
   * several processes may begin at once: none of them must take the others' room meanwhile.
   */
  private static final int FIRST_PART = 16;

  private final ClientBacklog backlog;
  private final Duration patience;
  private final Pause pause;

  /** Posts that the next message will probably need. */
  private volatile long likely;

  /** One message's. */
  interface Booking {

    /** Says how many posts there are. */
    void settle(long posts, Instant at);

    /** Says how many are left after the time that was booked for them: they still come. */
    void extend(long posts, Instant at);
  }

  /**
   * @param most posts that one message needs directly
   * @param patience how long a message waits for room before it is refused; zero to refuse at once
   */
  public Bookings(ClientBacklog backlog, int most, Duration patience, Pause pause) {
    this.backlog = backlog;
    this.patience = patience;
    this.pause = pause;
    this.likely = Math.max(1, Math.min(most, backlog.inAMoment() / FIRST_PART));
  }

  /**
   * Books what the message will probably need. An operator's message needs no booking.
   *
   * @throws BusyException if there is no room after all patience
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
      long posts = Math.min(likely, backlog.inAMoment());
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

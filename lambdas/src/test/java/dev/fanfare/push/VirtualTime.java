package dev.fanfare.push;

import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport.Poster;
import dev.fanfare.push.transport.Transport.Tick;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Virtual time that advances at once, and only during a wait. */
public final class VirtualTime implements PushTime {
  private record Event(long nanos, long order, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparingLong(Event::order));
  private final Instant start;
  private long now;
  private long order;

  public VirtualTime(Instant start) {
    this.start = start;
  }

  /** Schedules an action after the given number of nanoseconds. */
  void after(long nanos, Runnable action) {
    events.add(new Event(now + nanos, order++, action));
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return start.plusNanos(now);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return Clock.offset(this, Duration.ZERO).withZone(zone);
      }
    };
  }

  @Override
  public void pause(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
    runDue();
  }

  private void runDue() {
    while (!events.isEmpty() && events.peek().nanos() <= now) {
      events.poll().action().run();
    }
  }

  /** Runs a push as a transport does. */
  void drive(Tick tick) throws IOException {
    for (long wait = tick.run(); wait != Tick.OVER; wait = tick.run()) {
      // A wait of zero must still advance the time.
      long until = now + Math.max(wait, 1_000);
      now = events.isEmpty() ? until : Math.min(until, Math.max(now, events.peek().nanos()));
      runDue();
    }
  }

  /**
   * An endpoint that answers each post after the given number of nanoseconds; it never answers if
   * the result is null.
   */
  public Poster poster(Function<String, PostResult> endpoint, long latency) {
    return new Poster() {
      @Override
      public int room(int wanted) {
        return wanted;
      }

      @Override
      public void prepareRoom(int posts) {
        // There is always room.
      }

      @Override
      public void wake() {
        after(0, () -> {});
      }

      @Override
      public void post(String connectionId, Consumer<PostResult> answered) {
        PostResult answer = endpoint.apply(connectionId);
        if (answer != null) {
          after(latency, () -> answered.accept(answer));
        }
      }

      @Override
      public void run(Tick tick) throws IOException {
        drive(tick);
      }
    };
  }
}

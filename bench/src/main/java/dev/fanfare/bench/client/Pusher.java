package dev.fanfare.bench.client;

import dev.fanfare.bench.process.Child;
import dev.fanfare.bench.pusher.PusherEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A running process of the pusher. It reports each invocation. */
public record Pusher(Child process) implements Posting {
  private static final Duration TIMEOUT = Duration.ofSeconds(180);

  @Override
  public void awaitBegin() throws InterruptedException {
    next();
  }

  /**
   * Waits for the next invocation to end.
   *
   * @return null if there are no more
   */
  public @Nullable PusherEvent next() throws InterruptedException {
    String line = process.line(TIMEOUT);
    try {
      return line == null ? null : PusherEvent.parse(line);
    } catch (IllegalArgumentException e) {
      throw process.failed("printed " + line, e);
    }
  }

  /** Returns the sum of all invocations that {@link #next} has not returned. */
  @Override
  public Tally end() throws InterruptedException {
    Tally sum = Tally.NONE;
    for (PusherEvent event = next(); event != null; event = next()) {
      sum = sum.plus(tally(event));
    }
    process.end(TIMEOUT);
    return sum;
  }

  public static Tally tally(PusherEvent event) {
    return new Tally(
        event.posts(), event.planned() - event.delivered(), event.posts() - event.delivered());
  }
}

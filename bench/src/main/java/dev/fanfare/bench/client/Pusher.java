package dev.fanfare.bench.client;

import dev.fanfare.bench.process.Child;
import dev.fanfare.bench.pusher.PusherEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A pusher's process at work; it tells of each invocation. */
public record Pusher(Child process) implements Posting {
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  @Override
  public void awaitBegin() throws InterruptedException {
    next();
  }

  /**
   * The next invocation that has ended.
   *
   * @return null when there are no more
   */
  public @Nullable PusherEvent next() throws InterruptedException {
    String line = process.line(PATIENCE);
    try {
      return line == null ? null : PusherEvent.parse(line);
    } catch (IllegalArgumentException e) {
      throw process.failed("says " + line, e);
    }
  }

  /** The books of all invocations that nobody has asked for yet. */
  @Override
  public Tally end() throws InterruptedException {
    Tally sum = Tally.NONE;
    for (PusherEvent event = next(); event != null; event = next()) {
      sum = sum.plus(tally(event));
    }
    process.end(PATIENCE);
    return sum;
  }

  public static Tally tally(PusherEvent event) {
    return new Tally(
        event.posts(), event.planned() - event.delivered(), event.posts() - event.delivered());
  }
}

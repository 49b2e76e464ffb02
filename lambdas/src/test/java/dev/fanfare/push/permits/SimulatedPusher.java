package dev.fanfare.push.permits;

import static dev.fanfare.push.permits.SimulatedWorld.MILLI;

import dev.fanfare.push.permits.SharedPermits.PusherContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pusher that posts as soon as it may, with a maximum number of posts in flight. */
final class SimulatedPusher {
  private final SimulatedWorld world;
  private final Permits permits;
  private final List<Long> posts = new ArrayList<>();
  private final long clockError;
  private final int mostInFlight;
  private int inFlight;
  private long left;
  private long stalledUntil;
  private long timer;
  private final long begun;

  /** Whether the pusher cannot reach the store. */
  boolean isCutOff;

  long answerNanos = 20 * MILLI;

  /** Whether a post at a given time gets 429, as the first one of its connection. */
  java.util.function.LongPredicate throttles = at -> false;

  SimulatedPusher(
      SimulatedWorld world,
      Budget account,
      Budget own,
      int pushers,
      long left,
      int mostInFlight,
      long clockError) {
    this(world, account, own, pushers, left, mostInFlight, clockError, new LastDraws());
  }

  /**
   * @param lastDraws the last draws of the pusher's process
   */
  SimulatedPusher(
      SimulatedWorld world,
      Budget account,
      Budget own,
      int pushers,
      long left,
      int mostInFlight,
      long clockError,
      LastDraws lastDraws) {
    this.world = world;
    this.begun = world.now();
    this.left = left;
    this.mostInFlight = mostInFlight;
    this.clockError = clockError;
    this.permits =
        new SharedPermits(
            account,
            Optional.ofNullable(own),
            pushers,
            world.store(() -> isCutOff, lastDraws),
            new PusherContext(
                this::nanos, clock(), world.random, () -> world.after(0, this::pump), world.log));
    world.after(0, this::pump);
  }

  List<Long> posts() {
    return posts;
  }

  /** The time from the pusher's start to its first post. */
  long waited() {
    return posts.get(0) - begun;
  }

  boolean isDone() {
    return left == 0;
  }

  void leave() {
    left = 0;
    permits.close();
  }

  void stall(long nanos) {
    stalledUntil = world.now() + nanos;
    world.after(nanos, this::pump);
  }

  /** A monotonic clock with an arbitrary origin. */
  private long nanos() {
    return world.now() - 77_777_777_777L;
  }

  private void pump() {
    if (world.now() < stalledUntil) {
      return;
    }
    while (true) {
      long wait = permits.nanosUntilNext(nanos(), mostInFlight - inFlight, left);
      if (wait > 0) {
        wakeAfter(wait);
        return;
      }
      if (inFlight == mostInFlight || left == 0) {
        return;
      }
      permits.take(nanos());
      post();
    }
  }

  private void wakeAfter(long wait) {
    long mine = ++timer;
    // Real timers are late.
    world.after(
        wait + world.random.nextLong(world.timerDelay),
        () -> {
          if (mine == timer) {
            pump();
          }
        });
  }

  private void post() {
    left--;
    inFlight++;
    world.posted();
    posts.add(world.now());
    boolean isThrottled = throttles.test(world.now());
    world.after(
        answerNanos / 2 + world.random.nextLong(answerNanos),
        () -> {
          inFlight--;
          permits.answered(nanos(), isThrottled);
          pump();
        });
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        long nanos = world.now() + clockError;
        return Instant.ofEpochSecond(nanos / SimulatedWorld.SECOND, nanos % SimulatedWorld.SECOND);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }
    };
  }
}

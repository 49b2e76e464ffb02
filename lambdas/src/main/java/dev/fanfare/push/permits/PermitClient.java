package dev.fanfare.push.permits;

import static java.util.Objects.requireNonNull;

import dev.fanfare.push.permits.PermitStore.Counter;
import dev.fanfare.push.permits.PermitStore.Key;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Draws slots of one budget from the store, for one pusher. Times are nanoseconds since the epoch.
 *
 * <p>A draw has a target time. If the second's counter is at that time or later, other pushers draw
 * too, and the draw gets the next slots (add). If the counter is earlier or missing, the slots in
 * between have passed unused, and the draw moves the counter to the target (jump). A write that
 * fails its condition returns the counter, so that the next write succeeds.
 */
final class PermitClient {
  private static final long HORIZON_NANOS = 1_000_000_000;
  private static final int MAX_WRITES = 8;
  private static final long FIRST_BACK_OFF_NANOS = 50_000_000;
  private static final int MAX_DOUBLINGS = 4;

  private final Budget budget;
  private final Schedule own;
  private final PermitStore store;
  private final @Nullable BudgetLevel level;
  private final LastDraws lastDraws;
  private final CompletionQueue completions;
  private final RandomGenerator random;
  private final HeldSlots held;
  private final RoundTrip roundTrip = new RoundTrip();

  private int pendingDraws;
  private long pendingSlots;
  private int failures;
  private long notBefore = Long.MIN_VALUE;
  private long unansweredSince;

  /** Which write succeeded last. */
  private boolean jumps;

  /** All slots before this time are taken. */
  private long takenUntil = Long.MIN_VALUE;

  private double share = 1;
  private long ahead;

  /**
   * @param level null for a budget that waves do not lower
   * @param lastDraws records the draws, and knows those of earlier invocations
   * @param held receives the drawn slots
   */
  PermitClient(
      Budget budget,
      PermitStore store,
      @Nullable BudgetLevel level,
      LastDraws lastDraws,
      HeldSlots held,
      CompletionQueue completions,
      RandomGenerator random) {
    this.budget = budget;
    this.held = held;
    this.own = new Schedule(budget.rate());
    this.store = store;
    this.level = level;
    this.lastDraws = lastDraws;
    this.jumps = lastDraws.jumps();
    this.completions = completions;
    this.random = random;
  }

  /** Returns how far ahead slots may be drawn: one second, or two slots if those take longer. */
  static long horizonNanos(Schedule schedule) {
    return Math.max(HORIZON_NANOS, schedule.nanosOf(2));
  }

  Schedule schedule() {
    return own;
  }

  HeldSlots held() {
    return held;
  }

  RoundTrip roundTrip() {
    return roundTrip;
  }

  /** Returns the number of parts of the budget that count now. */
  int parts() {
    return level == null ? Level.FULL_PARTS : level.parts();
  }

  /** Returns the number of draws in progress. */
  int pendingDraws() {
    return pendingDraws;
  }

  /** Returns the number of slots that the draws in progress will return. */
  long pendingSlots() {
    return pendingSlots;
  }

  /** Returns this pusher's recent share of all drawn slots. */
  double share() {
    return share;
  }

  /**
   * Returns how long before its time a slot has recently been drawn. Under load this is longer,
   * because others have drawn the earlier slots.
   */
  long aheadNanos() {
    return ahead;
  }

  /** Returns how long the store has not responded. */
  long nanosWithoutResponse(long now) {
    return failures > 0 || pendingDraws > 0 ? now - unansweredSince : 0;
  }

  /** Returns the earliest time of the next draw. */
  long notBefore() {
    return notBefore;
  }

  /**
   * Returns whether a draw may start now. Called often while permits are needed. The first draw
   * does not wait for the level, which is read at the same time, but the use of its slots does.
   */
  boolean mayDraw(long now) {
    if (level != null) {
      level.keep(now);
    }
    return now >= notBefore && (level == null || !level.isKnown() || level.isFresh(now));
  }

  /** Returns whether held slots may be used: not before the level is known. */
  boolean mayUse() {
    return level == null || level.isKnown();
  }

  /** Draws slots from a target time on. */
  void draw(long now, long target, long slots) {
    if (pendingDraws == 0 && failures == 0) {
      unansweredSince = now;
    }
    pendingDraws++;
    pendingSlots += slots;
    new Draw(now, target, slots).write(now);
  }

  /** One draw, with as many writes as necessary. */
  private final class Draw {
    private final long begun;
    private final long target;
    private final long slots;
    private boolean isJump = jumps;
    private Schedule schedule = own;
    private int writes;

    /** The second that has a schedule other than {@code own}. */
    private long foreign;

    Draw(long begun, long target, long slots) {
      this.begun = begun;
      this.target = target;
      this.slots = slots;
    }

    void write(long sent) {
      long slot = schedule.slotFrom(Math.max(target, takenUntil));
      if (schedule != own && schedule.second(slot) != foreign) {
        schedule = own;
        slot = own.slotFrom(Math.max((foreign + 1) * Schedule.SECOND_NANOS, takenUntil));
      }
      long horizon = horizonNanos(schedule);
      if (schedule.nanos(slot) - sent > horizon || writes++ == MAX_WRITES) {
        // Others hold all slots within the horizon.
        ended();
        notBefore = sent + horizon / 4 + random.nextLong(horizon / 2);
        return;
      }
      long second = schedule.second(slot);
      long from = slot - schedule.first(second);
      var key = new Key(budget.name(), second);
      completions.await(
          isJump
              ? store.jump(key, from, new Counter(schedule.rate(), from + slots, parts()))
              : store.add(key, schedule.rate(), from, schedule.slots(second), slots),
          (now, written) -> {
            roundTrip.took(now - sent);
            unansweredSince = now;
            failures = 0;
            if (written.done()) {
              drawn(now, second, requireNonNull(written.counter(), "a write returns its counter"));
            } else {
              refused(second, from, written.counter());
              write(now);
            }
          },
          this::failed);
    }

    private void drawn(long now, long second, Counter counter) {
      ended();
      jumps = isJump;
      lastDraws.jumps(isJump);
      long first = schedule.first(second);
      long from = first + counter.next() - slots;
      long to = Math.min(first + schedule.slots(second), first + counter.next());
      long start = schedule.nanos(from);
      observe(start, schedule.nanosOf(to - from), Math.max(target, held.end()));
      takenUntil = Math.max(takenUntil, schedule.nanos(to - 1) + 1);
      held.add(schedule, from, to, counter.parts());
      lastDraws.granted(second, Level.count(from, to, counter.parts()));
      if (level != null) {
        level.learn(now, counter.parts());
      }
    }

    private void observe(long start, long length, long expected) {
      long others = Math.max(0, start - expected);
      share = (share + (double) length / (length + others)) / 2;
      ahead += (start - begun - ahead) / 4;
    }

    private void refused(long second, long from, @Nullable Counter counter) {
      if (counter == null) {
        isJump = true;
      } else if (counter.rate() != schedule.rate()) {
        // A pusher with another configuration opened the second; a second has only one rate.
        schedule = new Schedule(counter.rate());
        foreign = second;
      } else if (counter.next() >= schedule.slots(second)) {
        takenUntil = Math.max(takenUntil, (second + 1) * Schedule.SECOND_NANOS);
        schedule = own;
      } else {
        isJump = counter.next() <= from;
      }
    }

    private void ended() {
      pendingDraws--;
      pendingSlots -= slots;
    }

    private void failed(long now) {
      ended();
      long ceiling = FIRST_BACK_OFF_NANOS << Math.min(MAX_DOUBLINGS, failures++);
      notBefore = now + ceiling / 2 + random.nextLong(ceiling / 2);
    }
  }
}

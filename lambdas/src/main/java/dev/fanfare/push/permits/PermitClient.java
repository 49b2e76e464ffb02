package dev.fanfare.push.permits;

import dev.fanfare.push.permits.PermitStore.Counter;
import dev.fanfare.push.permits.PermitStore.Key;
import java.util.random.RandomGenerator;

/**
 * Draws slots of one budget from the store, for one pusher. Times are nanoseconds since the epoch.
 *
 * <p>A draw aims at a time. Where the second's counter stands at that time or later, others draw
 * too, and the slots are those that come next (add). Where it stands before, or there is none, the
 * slots in between have passed unused, and the counter is set to the aim (jump). Either write says
 * what it found when it did not fit, so that the next one does.
 */
final class PermitClient {
  private static final long HORIZON_NANOS = 1_000_000_000;
  private static final int MAX_WRITES = 8;
  private static final long FIRST_BACK_OFF_NANOS = 50_000_000;
  private static final int MAX_DOUBLINGS = 4;

  private final Budget budget;
  private final Schedule own;
  private final PermitStore store;
  private final BudgetLevel level;
  private final LastDraws lastDraws;
  private final CompletionQueue completions;
  private final RandomGenerator random;
  private final HeldSlots held;
  private final RoundTrip roundTrip = new RoundTrip();

  private int underWay;
  private long slotsUnderWay;
  private int failures;
  private long notBefore = Long.MIN_VALUE;
  private long silentSince;

  /** Which write fitted last. */
  private boolean jumps;

  /** Slots before it are given out. */
  private long takenUntil = Long.MIN_VALUE;

  private double share = 1;
  private long ahead;

  /**
   * @param level null for a budget that no wave lowers
   * @param lastDraws where to note what was drawn, and what is known from before
   * @param held where to put what is drawn
   */
  PermitClient(
      Budget budget,
      PermitStore store,
      BudgetLevel level,
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

  /** How far ahead slots may be drawn: a second, or two slots when those take longer. */
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

  /** How many parts of the budget count now. */
  int parts() {
    return level == null ? Level.FULL_PARTS : level.parts();
  }

  /** How many draws have not ended yet. */
  int underWay() {
    return underWay;
  }

  /** How many slots those will bring. */
  long slotsUnderWay() {
    return slotsUnderWay;
  }

  /** What part of the slots given out this pusher has drawn of late, between its own draws. */
  double share() {
    return share;
  }

  /** How long before its time a slot is drawn of late: others may have drawn all before it. */
  long aheadNanos() {
    return ahead;
  }

  /** How long the store has been asked in vain. */
  long silentNanos(long now) {
    return failures > 0 || underWay > 0 ? now - silentSince : 0;
  }

  /** When the next draw may begin. */
  long notBefore() {
    return notBefore;
  }

  /**
   * Whether a draw may begin now. To be asked often while permits are wanted. The first draw does
   * not wait for the level, which is asked for at the same time; its slots do.
   */
  boolean mayDraw(long now) {
    if (level != null) {
      level.keep(now);
    }
    return now >= notBefore && (level == null || !level.isKnown() || level.isFresh(now));
  }

  /** Whether what is held may be used: not before it is known which slots count. */
  boolean mayUse() {
    return level == null || level.isKnown();
  }

  /** Draws so many slots from a time on. */
  void draw(long now, long aim, long slots) {
    if (underWay == 0 && failures == 0) {
      silentSince = now;
    }
    underWay++;
    slotsUnderWay += slots;
    new Draw(now, aim, slots).write(now);
  }

  /** One draw: as many writes as it takes. */
  private final class Draw {
    private final long begun;
    private final long aim;
    private final long slots;
    private boolean isJump = jumps;
    private Schedule schedule = own;
    private int writes;

    /** The second that another schedule than the own applies to. */
    private long foreign;

    Draw(long begun, long aim, long slots) {
      this.begun = begun;
      this.aim = aim;
      this.slots = slots;
    }

    void write(long sent) {
      long slot = schedule.slotFrom(Math.max(aim, takenUntil));
      if (schedule != own && schedule.second(slot) != foreign) {
        schedule = own;
        slot = own.slotFrom(Math.max((foreign + 1) * Schedule.SECOND_NANOS, takenUntil));
      }
      long horizon = horizonNanos(schedule);
      if (schedule.nanos(slot) - sent > horizon || writes++ == MAX_WRITES) {
        // Others hold all that will come soon.
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
          (now, written, failure) -> {
            if (failure != null) {
              failed(now);
              return;
            }
            roundTrip.took(now - sent);
            silentSince = now;
            failures = 0;
            if (written.done()) {
              drawn(now, second, written.counter());
            } else {
              refused(second, from, written.counter());
              write(now);
            }
          });
    }

    private void drawn(long now, long second, Counter counter) {
      ended();
      jumps = isJump;
      lastDraws.jumps(isJump);
      long first = schedule.first(second);
      long from = first + counter.next() - slots;
      long to = Math.min(first + schedule.slots(second), first + counter.next());
      long start = schedule.nanos(from);
      observe(start, schedule.nanosOf(to - from), Math.max(aim, held.end()));
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

    private void refused(long second, long from, Counter counter) {
      if (counter == null) {
        isJump = true;
      } else if (counter.rate() != schedule.rate()) {
        // Opened by one with another configuration; a second has one rate.
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
      underWay--;
      slotsUnderWay -= slots;
    }

    private void failed(long now) {
      ended();
      long ceiling = FIRST_BACK_OFF_NANOS << Math.min(MAX_DOUBLINGS, failures++);
      notBefore = now + ceiling / 2 + random.nextLong(ceiling / 2);
    }
  }
}

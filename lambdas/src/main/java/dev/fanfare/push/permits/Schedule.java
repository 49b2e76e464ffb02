package dev.fanfare.push.permits;

/**
 * The schedule of a budget: evenly spaced slots, numbered since the epoch. The rate alone
 * determines the time of every slot, whichever pusher draws it.
 *
 * <p>There are 2 % fewer slots than the rate allows. A post may therefore be sent up to {@value
 * #LATEST_NANOS} ns after its slot, by a clock that is up to 2.5 ms off in either direction. Even
 * so, no period of one second has more posts than the rate: the posts come from slots of at most
 * 1.02 s, and 1.02 × 0.98 is less than 1. If clocks agree to within a millisecond, 0.3 % of the
 * rate remains. A broadcast with its own rate needs this remainder, because it uses the account's
 * slots later ({@link FollowingDraws}).
 */
final class Schedule {
  /**
   * A slot that is unused by then is forfeited; using it later would break the limit of the second.
   */
  static final long LATEST_NANOS = 15_000_000;

  static final long SECOND_NANOS = 1_000_000_000;

  private static final double SHARE = 0.98;

  private final double rate;
  private final double perSecond;
  private final double nanosPerSlot;

  Schedule(double rate) {
    this.rate = rate;
    this.perSecond = rate * SHARE;
    this.nanosPerSlot = SECOND_NANOS / perSecond;
  }

  double rate() {
    return rate;
  }

  /** Returns the first slot of a second, or of a later one if that second has none. */
  long first(long second) {
    return (long) Math.ceil(second * perSecond);
  }

  /** Returns the number of slots in a second; may be 0 if the rate is below one. */
  long slots(long second) {
    return first(second + 1) - first(second);
  }

  /** Returns the second of a slot. */
  long second(long slot) {
    long second = (long) (slot / perSecond);
    while (first(second) > slot) {
      second--;
    }
    while (first(second + 1) <= slot) {
      second++;
    }
    return second;
  }

  /** Returns a slot's time in nanoseconds since the epoch, exact to a quarter of a microsecond. */
  long nanos(long slot) {
    return new Second(second(slot)).nanos(slot);
  }

  /** Returns the first slot that is not before a time. */
  long slotFrom(long nanos) {
    return new Second(nanos / SECOND_NANOS).slotFrom(nanos);
  }

  /** Returns the number of slots in a duration in nanoseconds; at least one. */
  long slotsIn(long nanos) {
    return Math.max(1, (long) Math.ceil(nanos * perSecond / SECOND_NANOS));
  }

  /** Returns the duration of a number of slots in nanoseconds. */
  long nanosOf(long slots) {
    return (long) (slots / perSecond * SECOND_NANOS);
  }

  /**
   * The slots of one second. It calculates from the second's first slot, which is much faster than
   * from the epoch.
   */
  final class Second {
    private final long begin;
    private final long first;
    private final long after;

    /** The distance from the start of the second to its first slot, in slots. */
    private final double offset;

    Second(long second) {
      this.begin = second * SECOND_NANOS;
      this.first = first(second);
      this.after = first(second + 1);
      this.offset = Math.max(0, first - second * perSecond);
    }

    /** Like the schedule's method, for a slot of this second. */
    long nanos(long slot) {
      return begin + Math.min(SECOND_NANOS - 1, (long) ((slot - first + offset) * nanosPerSlot));
    }

    /**
     * Like the schedule's method, for a time in this second; returns the next second's first slot
     * at its end.
     */
    long slotFrom(long nanos) {
      long slot = first + (long) ((nanos - begin) / nanosPerSlot - offset);
      slot = Math.max(first, Math.min(after, slot));
      while (slot < after && nanos(slot) < nanos) {
        slot++;
      }
      while (slot > first && nanos(slot - 1) >= nanos) {
        slot--;
      }
      return slot;
    }
  }
}

package dev.fanfare.push.permits;

/**
 * The timetable of a budget: slots at even distances, numbered since the epoch. All who know the
 * rate know every slot's time, whoever draws it.
 *
 * <p>There are 2 % fewer slots than the rate allows. So a post may leave {@value #LATEST_NANOS} ns
 * after its slot by a clock that is 2.5 ms off either way, and yet no second, wherever it begins,
 * sees more posts than the rate: they come from slots of at most 1.02 s, and 1.02 × 0.98 is less
 * than 1. With clocks that agree to a millisecond 0.3 % of the rate is left over; a broadcast that
 * has its own rate, and uses the account's slots later, takes it ({@link FollowingDraws}).
 */
final class Schedule {
  /** A slot not used until then is forfeited; making up for it would break the second's bound. */
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

  /** The first slot of a second, or of a later one when that second has none. */
  long first(long second) {
    return (long) Math.ceil(second * perSecond);
  }

  /** How many slots a second has; none at all in some when the rate is below one. */
  long slots(long second) {
    return first(second + 1) - first(second);
  }

  /** The second that a slot is in. */
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

  /** A slot's time in nanoseconds since the epoch, exact to a quarter of a microsecond. */
  long nanos(long slot) {
    return new Second(second(slot)).nanos(slot);
  }

  /** The first slot that is not before a time. */
  long slotFrom(long nanos) {
    return new Second(nanos / SECOND_NANOS).slotFrom(nanos);
  }

  /** How many slots so many nanoseconds hold; at least one. */
  long slotsIn(long nanos) {
    return Math.max(1, (long) Math.ceil(nanos * perSecond / SECOND_NANOS));
  }

  /** How long so many slots take. */
  long nanosOf(long slots) {
    return (long) (slots / perSecond * SECOND_NANOS);
  }

  /** The slots of one second; reckons from its first, which is much quicker than from the epoch. */
  final class Second {
    private final long begin;
    private final long first;
    private final long after;

    /** Where the first slot lies after the second's beginning, in slots. */
    private final double offset;

    Second(long second) {
      this.begin = second * SECOND_NANOS;
      this.first = first(second);
      this.after = first(second + 1);
      this.offset = Math.max(0, first - second * perSecond);
    }

    /** As that of the schedule, for a slot of this second. */
    long nanos(long slot) {
      return begin + Math.min(SECOND_NANOS - 1, (long) ((slot - first + offset) * nanosPerSlot));
    }

    /** As that of the schedule, for a time in this second; the next second's first at its end. */
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

package dev.fanfare.push.permits;

/**
 * The pace of one pusher by itself, while the store gives out no permits: its share of what was
 * granted before ({@link LastDraws}). Posts are evenly spaced, and one that is late is made up for
 * as with slots ({@link Schedule}); so no second holds more of them than the share.
 */
final class LocalPace {
  private final LastDraws lastDraws;
  private final int partsBefore;
  private long next;

  /**
   * @param parts how many parts of the budget counted when the permits ended
   */
  LocalPace(LastDraws lastDraws, int parts, long now) {
    this.lastDraws = lastDraws;
    this.partsBefore = parts;
    next = now;
    take(now, parts);
  }

  /** When the next post may be made, or {@link HeldSlots#NONE}. */
  long next() {
    return next;
  }

  /**
   * @param parts as they count now: a wave of 429 lowers them without the store, too
   */
  void take(long now, int parts) {
    long rate = lastDraws.share(now) * Math.min(parts, partsBefore) / partsBefore;
    next =
        rate == 0
            ? HeldSlots.NONE
            : Math.max(next, now - Schedule.LATEST_NANOS) + new Schedule(rate).nanosOf(1);
  }
}

package dev.fanfare.push.permits;

/**
 * Paces one pusher while the store grants no permits. Its rate is its share of earlier grants
 * ({@link LastDraws}). Posts are evenly spaced, and a late post is made up for as with slots
 * ({@link Schedule}), so no second has more posts than the share.
 */
final class LocalPace {
  private final LastDraws lastDraws;
  private final int partsBefore;
  private long next;

  /**
   * @param parts the parts of the budget that counted when the permits ended
   */
  LocalPace(LastDraws lastDraws, int parts, long now) {
    this.lastDraws = lastDraws;
    this.partsBefore = parts;
    next = now;
    take(now, parts);
  }

  /** Returns the time of the next post, or {@link HeldSlots#NONE}. */
  long next() {
    return next;
  }

  /**
   * @param parts the parts that count now; a wave of 429 lowers them even without the store
   */
  void take(long now, int parts) {
    long rate = lastDraws.share(now) * Math.min(parts, partsBefore) / partsBefore;
    next =
        rate == 0
            ? HeldSlots.NONE
            : Math.max(next, now - Schedule.LATEST_NANOS) + new Schedule(rate).nanosOf(1);
  }
}

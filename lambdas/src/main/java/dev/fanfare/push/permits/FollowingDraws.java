package dev.fanfare.push.permits;

/**
 * Draws from the account's budget what goes with the slots of a broadcast's own: few at a time, for
 * about the same time, since a post needs both. Several such draws may be under way.
 */
final class FollowingDraws {
  /** Slots this near to each other are matched by one draw; less than a slot may be late. */
  private static final long GROUP_NANOS = 10_000_000;

  /** A little early is as good: a slot may be used late, not early. */
  private static final long EARLY_NANOS = 2_000_000;

  /**
   * Less than that of {@link LeadingDraws}, so that no slot is skipped that those would draw; and
   * the same for all, so that two broadcasts with a rate draw in the order of their slots.
   */
  private static final long LEAD_NANOS = 80_000_000;

  private static final long SPARE_NANOS = 3_000_000;

  /** Half of how far ahead slots may be drawn at all. */
  private static final long LONGEST_AHEAD_NANOS = 500_000_000;

  private static final int MOST_UNDER_WAY = 8;

  private final Drawer drawer;
  private final HeldSlots leading;
  private long coveredUntil = Long.MIN_VALUE;

  FollowingDraws(Drawer drawer, HeldSlots leading) {
    this.drawer = drawer;
    this.leading = leading;
  }

  /** How long before its time a slot that leads must be known. */
  long leadNanos() {
    return Math.max(LEAD_NANOS, drawer.roundTrip().safeNanos() + SPARE_NANOS)
        + Math.min(LONGEST_AHEAD_NANOS, drawer.aheadNanos());
  }

  /**
   * Draws when it is time.
   *
   * @return when it will be time again, unless an answer comes first
   */
  long keep(long now) {
    boolean mayDraw = drawer.mayDraw(now);
    while (drawer.underWay() < MOST_UNDER_WAY) {
      long begin = leading.firstFrom(Math.max(now - EARLY_NANOS, coveredUntil));
      if (begin == HeldSlots.NONE) {
        return HeldSlots.NONE;
      }
      long due = Math.max(drawer.notBefore(), begin - leadNanos());
      if (due > now || !mayDraw) {
        return due > now ? due : HeldSlots.NONE;
      }
      coveredUntil = begin + GROUP_NANOS;
      long posts = leading.count(begin, coveredUntil);
      long slots = (posts * Level.FULL_PARTS + drawer.parts() - 1) / drawer.parts();
      drawer.draw(now, Math.max(begin - EARLY_NANOS, now + drawer.roundTrip().nanos()), slots);
    }
    return HeldSlots.NONE;
  }
}

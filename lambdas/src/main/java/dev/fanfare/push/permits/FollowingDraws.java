package dev.fanfare.push.permits;

/**
 * Draws from the account's budget what goes with the slots of a broadcast's own, since a post needs
 * both: one draw for all that come within a stretch of time, which brings slots next to each other
 * that are then used one by one, later and later.
 *
 * <pre>
 *   own       |   1       2       3       4       5   |
 *   account   |12345                                  |
 * </pre>
 *
 * So a broadcast uses the account's slots up to {@link #latestNanos} late. In each second it uses
 * as many as it draws, but for the second after its last draw: there it posts what it still holds,
 * and others draw everything. What it holds is therefore kept to {@link #CARRIED} of the account's
 * rate.
 */
final class FollowingDraws {
  /** In posts, of those that the account allows in a second; see {@link Schedule}. */
  private static final double CARRIED = 0.003;

  private static final long LONGEST_CARRIED_NANOS = 235_000_000;

  /**
   * Less than that of {@link LeadingDraws}, so that no slot is skipped that those would draw; and
   * the same for all, so that two broadcasts with a rate draw in the order of their slots.
   */
  private static final long LEAD_NANOS = 120_000_000;

  private static final long SPARE_NANOS = 3_000_000;

  /** What a slot that leads may wait for one that follows. */
  private static final long WAIT_NANOS = 5_000_000;

  /** Half of how far ahead slots may be drawn at all. */
  private static final long LONGEST_AHEAD_NANOS = 500_000_000;

  private final Drawer drawer;
  private final HeldSlots leading;

  /** How long before the first slot that leads those that follow may begin. */
  private final long early;

  /** How long the slots that lead go on, for which one draw is made. */
  private final long stretch;

  /**
   * @param rate of the leading budget
   */
  FollowingDraws(Drawer drawer, HeldSlots leading, double rate) {
    this.drawer = drawer;
    this.leading = leading;
    double part = rate / drawer.schedule().rate();
    long carried = carriedNanos(part);
    this.early = carried / 4;
    // By so much the slots that follow fall behind in that time.
    this.stretch = (long) ((carried / 2 + WAIT_NANOS) / (1 - part));
  }

  /** How late a slot of the account may be used with a budget that is a part of it. */
  static long latestNanos(double part) {
    return Schedule.LATEST_NANOS + carriedNanos(part);
  }

  private static long carriedNanos(double part) {
    return Math.min(LONGEST_CARRIED_NANOS, (long) (CARRIED / part * Schedule.SECOND_NANOS));
  }

  /** How long before its time a slot that leads must be known, at least. */
  long soonestNanos() {
    return Math.max(drawer.roundTrip().safeNanos() + SPARE_NANOS, wayNanos());
  }

  /** How long before its time a slot that leads should be known. */
  long leadNanos() {
    return Math.max(LEAD_NANOS, soonestNanos());
  }

  private long wayNanos() {
    return Math.min(LONGEST_AHEAD_NANOS, drawer.aheadNanos() + early);
  }

  /**
   * Draws when it is time: a stretch at a time, unless the store takes longer than that.
   *
   * @return when it will be time again, unless an answer comes first
   */
  long keep(long now) {
    boolean mayDraw = drawer.mayDraw(now);
    while (drawer.underWay() <= drawer.roundTrip().nanos() / stretch) {
      long covered =
          drawer.held().left(drawer.parts())
              + drawer.slotsUnderWay() * drawer.parts() / Level.FULL_PARTS;
      long begin = leading.timeAfter(covered);
      if (begin == HeldSlots.NONE) {
        return HeldSlots.NONE;
      }
      long due = Math.max(drawer.notBefore(), begin - leadNanos());
      if (due > now || !mayDraw) {
        return due > now ? due : HeldSlots.NONE;
      }
      long posts = leading.before(begin + stretch) - covered;
      drawer.draw(
          now,
          Math.max(
              Math.min(begin - early, now + LEAD_NANOS), now + drawer.roundTrip().nanos()),
          (posts * Level.FULL_PARTS + drawer.parts() - 1) / drawer.parts());
    }
    return HeldSlots.NONE;
  }
}

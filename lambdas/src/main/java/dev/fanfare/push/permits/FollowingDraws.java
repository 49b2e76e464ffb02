package dev.fanfare.push.permits;

/**
 * Draws the account's slots that accompany the slots of a broadcast's own budget, because a post
 * needs both. One draw covers all own slots within a period of time. It returns consecutive account
 * slots, which are used one by one, each with a longer delay than the one before.
 *
 * <pre>
 *   own       |   1       2       3       4       5   |
 *   account   |12345                                  |
 * </pre>
 *
 * A broadcast may therefore use account slots later than their time, by up to {@link #latestNanos}.
 * In each second it uses as many as it draws, except in the second after its last draw: there it
 * uses the slots that it still holds, while others draw all of that second's slots. The slots that
 * it holds are therefore limited to {@link #CARRIED} of the account's rate.
 */
final class FollowingDraws {
  /** As a fraction of the account's posts per second; see {@link Schedule}. */
  static final double CARRIED = 0.003;

  private static final long MAX_CARRIED_NANOS = 235_000_000;

  /** Enough for a call that takes ten times the usual time; less than in {@link LeadingDraws}. */
  private static final long LEAD_NANOS = 150_000_000;

  private static final long SPARE_NANOS = 3_000_000;

  /** An additional delay of the slots; it reduces the tolerance for late timers. */
  private static final long WAIT_NANOS = 5_000_000;

  /** Half of the maximum time that slots may be drawn ahead. */
  private static final long MAX_AHEAD_NANOS = 500_000_000;

  /**
   * The interval for checking whether forfeited slots must be replaced; a check per post would be
   * expensive.
   */
  private static final long CHECK_NANOS = 5_000_000;

  private final PermitClient permitClient;
  private final HeldSlots leading;
  private final boolean isBounded;

  /** How early the accompanying slots may start before the first leading slot. */
  private final long early;

  /** The length of the period of leading slots that one draw covers. */
  private final long period;

  private long due = Long.MIN_VALUE;
  private long checkAt = Long.MIN_VALUE;

  /**
   * @param rate the rate of the leading budget
   * @param isBounded whether to draw no more slots than the leading budget has, even if some are
   *     forfeited
   */
  FollowingDraws(PermitClient permitClient, HeldSlots leading, double rate, boolean isBounded) {
    this.permitClient = permitClient;
    this.leading = leading;
    this.isBounded = isBounded;
    double part = rate / permitClient.schedule().rate();
    long carried = carriedNanos(part);
    this.early = carried / 4;
    // The delay that the accompanying slots build up in that time.
    this.period = (long) ((carried / 2 + WAIT_NANOS) / (1 - part));
  }

  /**
   * Returns how late an account slot may be used, for a budget that is this part of the account's.
   */
  static long latestNanos(double part) {
    return Schedule.LATEST_NANOS + carriedNanos(part);
  }

  private static long carriedNanos(double part) {
    return Math.min(MAX_CARRIED_NANOS, (long) (CARRIED / part * Schedule.SECOND_NANOS));
  }

  /** Returns the minimum lead time of a leading slot: how long before its time it must be drawn. */
  long soonestNanos() {
    long ahead = Math.min(MAX_AHEAD_NANOS, permitClient.aheadNanos() + early);
    return Math.max(ahead, permitClient.roundTrip().safeNanos() + SPARE_NANOS);
  }

  /** Returns the preferred lead time of a leading slot. */
  long leadNanos() {
    return Math.max(LEAD_NANOS, soonestNanos());
  }

  /**
   * Draws when it is time: one period per draw, with several concurrent draws if the store is slow.
   *
   * @param hasAnswers whether the store has responded since the last call
   * @return the time of the next draw, unless a response arrives first
   */
  long keep(long now, boolean hasAnswers) {
    boolean mayDraw = permitClient.mayDraw(now);
    if (hasAnswers || now >= Math.min(due, checkAt)) {
      due = drawWhatIsDue(now, mayDraw);
      checkAt = now + CHECK_NANOS;
    }
    return due;
  }

  private long drawWhatIsDue(long now, boolean mayDraw) {
    while (permitClient.pendingDraws() <= 2 * permitClient.roundTrip().nanos() / period) {
      long covered =
          permitClient.held().left(permitClient.parts())
              + permitClient.pendingSlots() * permitClient.parts() / Level.FULL_PARTS;
      long begin = leading.timeAfter(covered);
      if (begin == HeldSlots.NONE) {
        return HeldSlots.NONE;
      }
      long next = Math.max(permitClient.notBefore(), begin - leadNanos());
      if (next > now) {
        return next;
      }
      if (!mayDraw) {
        return HeldSlots.NONE;
      }
      long posts = Math.min(leading.before(begin + period) - covered, leftToDraw());
      if (posts <= 0) {
        return HeldSlots.NONE;
      }
      draw(now, begin, posts);
    }
    return HeldSlots.NONE;
  }

  /**
   * Returns the number of slots left to draw. Forfeited slots of clients are not replaced, because
   * operators would lose the replacements.
   */
  private long leftToDraw() {
    if (!isBounded) {
      return Long.MAX_VALUE;
    }
    long drawn = permitClient.held().added() + permitClient.pendingSlots();
    return leading.added() - drawn * permitClient.parts() / Level.FULL_PARTS;
  }

  /**
   * Draws slots. The aim is not later than the time at which others draw anyway, because they would
   * lose skipped slots.
   */
  private void draw(long now, long begin, long posts) {
    long target = Math.min(begin - early, now + LEAD_NANOS);
    permitClient.draw(
        now,
        Math.max(target, now + permitClient.roundTrip().nanos()),
        (posts * Level.FULL_PARTS + permitClient.parts() - 1) / permitClient.parts());
  }
}

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

  private static final long MAX_CARRIED_NANOS = 235_000_000;

  /** Enough for a call that takes ten times as long as most; less than {@link LeadingDraws} has. */
  private static final long LEAD_NANOS = 150_000_000;

  private static final long SPARE_NANOS = 3_000_000;

  /** By so much more they may fall behind, at the cost of what a timer may be late. */
  private static final long WAIT_NANOS = 5_000_000;

  /** Half of how far ahead slots may be drawn at all. */
  private static final long MAX_AHEAD_NANOS = 500_000_000;

  /** Slots are forfeited meanwhile, and more are needed then; to look at each post costs much. */
  private static final long LOOK_NANOS = 5_000_000;

  private final PermitClient permitClient;
  private final HeldSlots leading;
  private final boolean isBounded;

  /** How long before the first slot that leads those that follow may begin. */
  private final long early;

  /** How long the slots that lead go on, for which one draw is made. */
  private final long stretch;

  private long due = Long.MIN_VALUE;
  private long lookAt = Long.MIN_VALUE;

  /**
   * @param rate of the leading budget
   * @param isBounded whether it draws no more slots than lead, though some of them be forfeited
   */
  FollowingDraws(PermitClient permitClient, HeldSlots leading, double rate, boolean isBounded) {
    this.permitClient = permitClient;
    this.leading = leading;
    this.isBounded = isBounded;
    double part = rate / permitClient.schedule().rate();
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
    return Math.min(MAX_CARRIED_NANOS, (long) (CARRIED / part * Schedule.SECOND_NANOS));
  }

  /** How long before its time a slot that leads must be known, at least. */
  long soonestNanos() {
    long ahead = Math.min(MAX_AHEAD_NANOS, permitClient.aheadNanos() + early);
    return Math.max(ahead, permitClient.roundTrip().safeNanos() + SPARE_NANOS);
  }

  /** How long before its time a slot that leads should be known. */
  long leadNanos() {
    return Math.max(LEAD_NANOS, soonestNanos());
  }

  /**
   * Draws when it is time: a stretch at a time, several when the store takes nearly as long.
   *
   * @param hasAnswers whether the store has answered anything since the last call
   * @return when it will be time again, unless an answer comes first
   */
  long keep(long now, boolean hasAnswers) {
    boolean mayDraw = permitClient.mayDraw(now);
    if (hasAnswers || now >= Math.min(due, lookAt)) {
      due = drawWhatIsDue(now, mayDraw);
      lookAt = now + LOOK_NANOS;
    }
    return due;
  }

  private long drawWhatIsDue(long now, boolean mayDraw) {
    while (permitClient.underWay() <= 2 * permitClient.roundTrip().nanos() / stretch) {
      long covered =
          permitClient.held().left(permitClient.parts())
              + permitClient.slotsUnderWay() * permitClient.parts() / Level.FULL_PARTS;
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
      long posts = Math.min(leading.before(begin + stretch) - covered, leftToDraw());
      if (posts <= 0) {
        return HeldSlots.NONE;
      }
      draw(now, begin, posts);
    }
    return HeldSlots.NONE;
  }

  /** What clients forfeit is lost to them, and not taken from operators once more. */
  private long leftToDraw() {
    if (!isBounded) {
      return Long.MAX_VALUE;
    }
    long drawn = permitClient.held().added() + permitClient.slotsUnderWay();
    return leading.added() - drawn * permitClient.parts() / Level.FULL_PARTS;
  }

  /** No later than others surely draw themselves: what is skipped is lost to them. */
  private void draw(long now, long begin, long posts) {
    long aim = Math.min(begin - early, now + LEAD_NANOS);
    permitClient.draw(
        now,
        Math.max(aim, now + permitClient.roundTrip().nanos()),
        (posts * Level.FULL_PARTS + permitClient.parts() - 1) / permitClient.parts());
  }
}

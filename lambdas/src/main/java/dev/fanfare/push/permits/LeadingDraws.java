package dev.fanfare.push.permits;

/**
 * Draws from the leading budget: the account's, or that of a broadcast with its own rate. It makes
 * one draw at a time, early enough for the next slots to arrive before the last ones are used.
 *
 * <p>A lone pusher must draw as many slots as it uses during a draw. One of many pushers gets its
 * turn after the others and needs fewer. The size of a pusher's draws shrinks faster than its
 * share, so all pushers together draw only a little ahead. A part of the size is the same for all
 * pushers of a broadcast, so the shares of concurrent broadcasts converge. The store sees at most
 * some hundreds of draws per second, however many pushers there are.
 */
final class LeadingDraws {
  /**
   * How far ahead slots are held, so that occasional slow responses of the store have no effect.
   */
  private static final long LEAD_NANOS = 180_000_000;

  /** The time that one draw of a lone pusher covers, unless the store takes longer. */
  private static final long CYCLE_NANOS = 80_000_000;

  private static final long SPARE_NANOS = 5_000_000;
  private static final long RESERVE_NANOS = 40_000_000;
  private static final long MIN_NANOS = 5_000_000;
  private static final long MAX_NANOS = 250_000_000;

  /**
   * The minimum time between two draws of one pusher. Up to 20 pushers together make at most 500
   * draws per second.
   */
  private static final long SPACING_NANOS = 12_000_000;

  private static final long SPACING_PER_PUSHER_NANOS = 2_000_000;
  private static final long MAX_SPACING_NANOS = 40_000_000;

  /**
   * The maximum size of a first draw that a lone pusher makes for all its posts, even if it has yet
   * to open connections.
   */
  private static final int FEW = 500;

  /** One slot in reserve per so many drawn slots, if the budget is shared. */
  private static final int FEW_IN_RESERVE = 8;

  /** The weight of the recent share in the size of a draw; the even share has the rest. */
  private static final double RECENT = 0.7;

  /**
   * The exponent of the share. Above 1, many pushers together draw less ahead than a lone one.
   * Above 1.86, {@link #RECENT} would make the larger of two shares grow.
   */
  private static final double SIZE_PER_SHARE = 1.5;

  private static final long NEVER = Long.MIN_VALUE / 2;

  private final PermitClient permitClient;
  private final Demand demand;
  private final int pushers;
  private final boolean isShared;
  private final long spacing;
  private long drawnAt = NEVER;

  /**
   * @param pushers the approximate number of pushers of the same broadcast
   * @param isShared whether other broadcasts draw from this budget
   */
  LeadingDraws(PermitClient permitClient, Demand demand, int pushers, boolean isShared) {
    this.permitClient = permitClient;
    this.demand = demand;
    this.pushers = pushers;
    this.isShared = isShared;
    this.spacing =
        Math.min(MAX_SPACING_NANOS, Math.max(SPACING_NANOS, pushers * SPACING_PER_PUSHER_NANOS));
  }

  /**
   * Draws when it is time.
   *
   * @param soonest the minimum lead time of a slot that the following draws need
   * @param early the preferred lead time of a slot that the following draws need
   * @return the time of the next draw, unless a response arrives first
   */
  long keep(long now, int free, long left, long soonest, long early) {
    boolean mayDraw = permitClient.mayDraw(now);
    if (permitClient.pendingDraws() > 0) {
      return HeldSlots.NONE;
    }
    long lead = Math.max(LEAD_NANOS, permitClient.roundTrip().safeNanos() + SPARE_NANOS) + early;
    long due =
        Math.max(
            Math.max(permitClient.notBefore(), drawnAt + spacing),
            Math.max(now, permitClient.held().end() - lead));
    if (due > now || !mayDraw) {
      return due > now ? due : HeldSlots.NONE;
    }
    long cycle = Math.max(CYCLE_NANOS, 2 * permitClient.roundTrip().safeNanos());
    long wanted = Math.min(MAX_NANOS, Math.max(MIN_NANOS, (long) (cycle * size())));
    // While others draw too, the slots of this draw are that far ahead.
    long ahead = Math.max(lead, permitClient.aheadNanos());
    long usable = usable(now, free, left, ahead + wanted);
    // Without a reserve, a single forfeited slot would make the last posts wait for another draw.
    long reserve = early > 0 && usable == left ? reserve(usable) : 0;
    long posts = usable + reserve - permitClient.held().left(permitClient.parts());
    if (posts <= 0) {
      return HeldSlots.NONE;
    }
    long useful = (posts * Level.FULL_PARTS + permitClient.parts() - 1) / permitClient.parts();
    drawnAt = now;
    // A slot may be used somewhat after its time, so no slot is lost while the response is in
    // transit.
    long late = Math.max(0, permitClient.roundTrip().nanos() - Schedule.LATEST_NANOS);
    long target = now + late + soonest;
    permitClient.draw(now, target, Math.min(useful, permitClient.schedule().slotsIn(wanted)));
    return HeldSlots.NONE;
  }

  /**
   * Returns the size of a draw as a fraction of a lone pusher's, in (0, 1]. It grows with the
   * pusher's recent share, but more slowly than the share, so two shares become equal.
   */
  private double size() {
    return Math.pow(RECENT * permitClient.share() + (1 - RECENT) / pushers, SIZE_PER_SHARE);
  }

  /**
   * Limits the reserve of a shared budget, because others lose the reserved slots that are not
   * used.
   */
  private long reserve(long usable) {
    long reserve = permitClient.schedule().slotsIn(RESERVE_NANOS);
    return isShared ? Math.min(reserve, usable / FEW_IN_RESERVE) : reserve;
  }

  /**
   * Returns the number of usable slots. A connection is opened for a post with a permit, and a
   * permit is drawn for a post with a connection. The first draw of a few posts therefore covers
   * all of them.
   */
  private long usable(long now, int free, long left, long span) {
    return pushers == 1 && drawnAt == NEVER && left <= FEW
        ? left
        : demand.posts(now, free, left, span);
  }
}

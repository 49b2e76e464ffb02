package dev.fanfare.push.permits;

/**
 * Draws from the budget that leads: the account's, or that of a broadcast with a rate of its own.
 * One draw at a time, early enough for the next slots to be there when the last are used.
 *
 * <p>A pusher that is alone must draw as much as is used while a draw takes; one of many gets its
 * turn after the others and needs less. What a pusher draws shrinks with the square of its share of
 * what is drawn, so all of them together stay little ahead of the time, and the store sees at most
 * some hundreds of draws a second, however many pushers there are.
 */
final class LeadingDraws {
  /** Slots are held for so long ahead, that a store which is late now and then goes unnoticed. */
  private static final long LEAD_NANOS = 180_000_000;

  /** What one that is alone draws at once, unless the store takes longer. */
  private static final long CYCLE_NANOS = 80_000_000;

  private static final long SPARE_NANOS = 5_000_000;
  private static final long RESERVE_NANOS = 40_000_000;
  private static final long MIN_NANOS = 5_000_000;
  private static final long MAX_NANOS = 250_000_000;

  /**
   * Between two draws of one pusher; times the number of pushers, they are 500 a second at most, up
   * to 20.
   */
  private static final long SPACING_NANOS = 12_000_000;

  private static final long SPACING_PER_PUSHER_NANOS = 2_000_000;
  private static final long MAX_SPACING_NANOS = 40_000_000;

  /**
   * Posts of one that is alone which are worth one draw, though connections are yet to be opened.
   */
  private static final int FEW = 500;

  /** One slot in reserve for so many that are drawn, where the budget is shared. */
  private static final int FEW_IN_RESERVE = 8;

  private static final long NEVER = Long.MIN_VALUE / 2;

  private final PermitClient permitClient;
  private final Demand demand;
  private final boolean isAlone;
  private final boolean isShared;
  private final long spacing;
  private long drawnAt = NEVER;

  /**
   * @param pushers of the same broadcast, about
   * @param isShared whether other broadcasts draw from this budget
   */
  LeadingDraws(PermitClient permitClient, Demand demand, int pushers, boolean isShared) {
    this.permitClient = permitClient;
    this.demand = demand;
    this.isAlone = pushers == 1;
    this.isShared = isShared;
    this.spacing =
        Math.min(MAX_SPACING_NANOS, Math.max(SPACING_NANOS, pushers * SPACING_PER_PUSHER_NANOS));
  }

  /**
   * Draws when it is time.
   *
   * @param soonest how long before its time a slot must be known, for what follows it
   * @param early how long before its time a slot should be known, for the same reason
   * @return when it will be time again, unless an answer comes first
   */
  long keep(long now, int free, long left, long soonest, long early) {
    boolean mayDraw = permitClient.mayDraw(now);
    if (permitClient.underWay() > 0) {
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
    long wanted =
        Math.min(
            MAX_NANOS,
            Math.max(MIN_NANOS, (long) (cycle * permitClient.share() * permitClient.share())));
    long usable = usable(now, free, left, lead + wanted);
    // The last posts would wait for a draw of their own, were one slot too few used.
    long reserve = early > 0 && usable == left ? reserve(usable) : 0;
    long posts = usable + reserve - permitClient.held().left(permitClient.parts());
    if (posts <= 0) {
      return HeldSlots.NONE;
    }
    long useful = (posts * Level.FULL_PARTS + permitClient.parts() - 1) / permitClient.parts();
    drawnAt = now;
    // A slot may be used some time after its own time: none is lost while the answer comes.
    long late = Math.max(0, permitClient.roundTrip().nanos() - Schedule.LATEST_NANOS);
    long aim = now + late + soonest;
    permitClient.draw(now, aim, Math.min(useful, permitClient.schedule().slotsIn(wanted)));
    return HeldSlots.NONE;
  }

  /** Where others draw from the same budget, what one reserves and does not use is lost to them. */
  private long reserve(long usable) {
    long reserve = permitClient.schedule().slotsIn(RESERVE_NANOS);
    return isShared ? Math.min(reserve, usable / FEW_IN_RESERVE) : reserve;
  }

  /**
   * Connections are opened for posts that have a permit, and permits are drawn for posts that have
   * a connection: so the first draw of a few posts is for all of them.
   */
  private long usable(long now, int free, long left, long span) {
    return isAlone && drawnAt == NEVER && left <= FEW ? left : demand.posts(now, free, left, span);
  }
}

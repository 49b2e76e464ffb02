package dev.fanfare.push.permits;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Permits drawn from budgets that other pushers draw from as well: the account's, and the
 * broadcast's own when it has one that is smaller. A post then needs a slot of both.
 *
 * <p>When the store gives nothing out for two seconds, the pusher goes on at an eighth of what this
 * process was granted before ({@link LastDraws}), and returns to permits as soon as there are any.
 * A process that was granted nothing posts nothing.
 *
 * <p>For a few posts, make one of these for each message and ask {@link #nanosUntilNext} with as
 * many posts left as there are: exactly so many slots are drawn, as a rule with one write, and with
 * one read of the level beside it that nobody waits for longer. Keep the store between messages: it
 * knows from the last draw which write will fit.
 */
public final class SharedPermits implements Permits {
  private static final long MAX_WAIT_NANOS = 1_000_000_000;

  /** How long a wave is felt after it was noticed: as long as answers to it may still come. */
  private static final long WAVE_NANOS = 1_000_000_000;

  private static final long CUT_OFF_NANOS = 2_000_000_000;

  /**
   * What is around a pusher.
   *
   * @param nanos the monotonic clock, the one that the pusher counts on
   * @param clock the time of day, the same for all pushers but for a few milliseconds
   * @param random jitters pauses; under SnapStart not a seeded one
   * @param wake called from other threads when {@link Permits#nanosUntilNext} should be asked again
   * @param warn tells people that something is wrong
   */
  public record Surroundings(
      LongSupplier nanos,
      Clock clock,
      RandomGenerator random,
      Runnable wake,
      Consumer<String> warn) {}

  private final Consumer<String> warn;
  private final EpochTime time;
  private final CompletionQueue completions;
  private final Demand demand = new Demand();
  private final ThrottleDetector throttles = new ThrottleDetector();
  private final BudgetLevel level;
  private final LastDraws lastDraws;
  private final PermitClient account;

  /** The broadcast's own budget where it has one, else the account's. */
  private final PermitClient leader;

  private final LeadingDraws leading;

  /** Null where the account's budget leads. */
  private final FollowingDraws following;

  /** Null while permits are given out. */
  private LocalPace pace;

  private boolean hasWave;
  private long waveEnds;
  private boolean isClosed;

  /**
   * @param own the broadcast's own budget, or the clients', which all of theirs share; one that is
   *     no smaller than the account's binds nobody
   * @param pushers how many push for this broadcast at the same time, about
   */
  public SharedPermits(
      Budget shared,
      Optional<Budget> own,
      int pushers,
      PermitStore store,
      Surroundings surroundings) {
    var smaller = own.filter(budget -> budget.rate() < shared.rate());
    this.lastDraws = store.lastDraws();
    this.warn = surroundings.warn();
    this.time = new EpochTime(surroundings.nanos(), surroundings.clock());
    this.completions = new CompletionQueue(surroundings.wake());
    this.level = new BudgetLevel(shared, store, completions);
    var random = surroundings.random();
    long latest =
        smaller
            .map(budget -> FollowingDraws.latestNanos(budget.rate() / shared.rate()))
            .orElse(Schedule.LATEST_NANOS);
    this.account =
        new PermitClient(
            shared, store, level, lastDraws, new HeldSlots(latest), completions, random);
    this.leader = smaller.map(budget -> leader(budget, store, random)).orElse(account);
    this.leading =
        new LeadingDraws(leader, demand, pushers, smaller.filter(Budget::isShared).isPresent());
    this.following =
        smaller
            .map(
                budget ->
                    new FollowingDraws(account, leader.held(), budget.rate(), budget.isShared()))
            .orElse(null);
  }

  private PermitClient leader(Budget budget, PermitStore store, RandomGenerator random) {
    var held = new HeldSlots(Schedule.LATEST_NANOS);
    return new PermitClient(budget, store, null, new LastDraws(), held, completions, random);
  }

  @Override
  public long nanosUntilNext(long nowNanos, int free, long left) {
    long now = time.at(nowNanos);
    boolean hasAnswers = completions.drain(now);
    if (isClosed || left <= 0) {
      return MAX_WAIT_NANOS;
    }
    long due = isCutOff(now) ? pace.next() : nextSlot(now);
    long drawAt = draw(now, free, left, hasAnswers);
    return due <= now
        ? due - now
        : Math.max(1, Math.min(MAX_WAIT_NANOS, Math.min(due, drawAt) - now));
  }

  /**
   * @return when to draw again
   */
  private long draw(long now, int free, long left, boolean hasAnswers) {
    return following == null
        ? leading.keep(now, free, left, 0, 0)
        : Math.min(
            leading.keep(now, free, left, following.soonestNanos(), following.leadNanos()),
            following.keep(now, hasAnswers));
  }

  private long nextSlot(long now) {
    if (!account.mayUse()) {
      return HeldSlots.NONE;
    }
    long next = leader.held().next(now, leader.parts());
    return following == null || next == HeldSlots.NONE
        ? next
        : Math.max(next, account.held().next(now, account.parts()));
  }

  /** Whether nobody gives out permits; begins and ends the pusher's own pace. */
  private boolean isCutOff(long now) {
    boolean isCutOff = Math.max(leader.silentNanos(now), account.silentNanos(now)) > CUT_OFF_NANOS;
    if (isCutOff && pace == null) {
      pace = new LocalPace(lastDraws, account.parts(), now);
      warn.accept(
          "no permits for "
              + CUT_OFF_NANOS / Schedule.SECOND_NANOS
              + " s: making "
              + lastDraws.share(now)
              + " posts/s, an eighth of what was granted before, until there are permits again");
    } else if (!isCutOff) {
      pace = null;
    }
    return isCutOff;
  }

  @Override
  public void take(long nowNanos) {
    demand.take();
    if (pace != null) {
      pace.take(time.at(nowNanos), account.parts());
      return;
    }
    leader.held().take();
    if (following != null) {
      account.held().take();
    }
  }

  @Override
  public boolean answered(long nowNanos, boolean firstThrottle) {
    if (throttles.answered(nowNanos, firstThrottle)) {
      level.halve(time.at(nowNanos));
      waveEnds = nowNanos + WAVE_NANOS;
      hasWave = true;
    }
    hasWave = hasWave && nowNanos - waveEnds < 0;
    return hasWave;
  }

  @Override
  public void close() {
    isClosed = true;
  }
}

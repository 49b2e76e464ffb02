package dev.fanfare.push.permits;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Permits from budgets that other pushers also draw from: the account's and, if the broadcast has a
 * smaller one, the broadcast's own. A post then needs a slot of both.
 *
 * <p>If the store grants nothing for two seconds, the pusher continues at an eighth of the earlier
 * grants of this process ({@link LastDraws}). It returns to permits as soon as there are any. A
 * process without earlier grants posts nothing.
 *
 * <p>For a few posts, create one instance per message and call {@link #nanosUntilNext} with the
 * number of remaining posts. It draws exactly that many slots, usually with one write and a
 * concurrent read of the level. Keep the store between messages: it knows from the last draw which
 * write will succeed.
 */
public final class SharedPermits implements Permits {
  private static final long MAX_WAIT_NANOS = 1_000_000_000;

  /** How long a wave lasts after its detection: posts from before may still be answered. */
  private static final long WAVE_NANOS = 1_000_000_000;

  private static final long CUT_OFF_NANOS = 2_000_000_000;

  /**
   * The clocks, randomness and log of a pusher.
   *
   * @param nanos the pusher's monotonic clock
   * @param clock the time of day, which agrees with that of all other pushers to within a few
   *     milliseconds
   * @param random adds jitter to the pauses; must not be seeded, because SnapStart copies its state
   * @param wake called from other threads when {@link Permits#nanosUntilNext} should be called
   *     again
   * @param log receives warnings for the operator
   */
  public record PusherContext(
      LongSupplier nanos, Clock clock, RandomGenerator random, Runnable wake, LambdaLogger log) {}

  private final LambdaLogger log;
  private final EpochTime time;
  private final CompletionQueue completions;
  private final Demand demand = new Demand();
  private final ThrottleDetector throttles = new ThrottleDetector();
  private final BudgetLevel level;
  private final LastDraws lastDraws;
  private final PermitClient account;

  /** The client of the broadcast's own budget if there is one; otherwise of the account's. */
  private final PermitClient leader;

  private final LeadingDraws leading;

  /** Null if the account's budget leads. */
  private final @Nullable FollowingDraws following;

  /** Null while the store grants permits. */
  private @Nullable LocalPace pace;

  private boolean hasWave;
  private long waveEnds;
  private boolean isClosed;

  /**
   * @param own the broadcast's own budget, or the one that all clients share; a budget that is not
   *     smaller than the account's has no effect
   * @param pushers the approximate number of concurrent pushers of this broadcast
   */
  public SharedPermits(
      Budget shared, Optional<Budget> own, int pushers, PermitStore store, PusherContext context) {
    var smaller = own.filter(budget -> budget.rate() < shared.rate());
    this.lastDraws = store.lastDraws();
    this.log = context.log();
    this.time = new EpochTime(context.nanos(), context.clock());
    this.completions = new CompletionQueue(context.wake());
    this.level = new BudgetLevel(shared, store, completions);
    var random = context.random();
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
    LocalPace local = localPace(now);
    long due = local == null ? nextSlot(now) : local.next();
    long drawAt = draw(now, free, left, hasAnswers);
    return due <= now
        ? due - now
        : Math.max(1, Math.min(MAX_WAIT_NANOS, Math.min(due, drawAt) - now));
  }

  /**
   * @return the time of the next draw
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

  /** Starts and stops the local pace. Returns null while the store grants permits. */
  private @Nullable LocalPace localPace(long now) {
    if (Math.max(leader.nanosWithoutResponse(now), account.nanosWithoutResponse(now))
        <= CUT_OFF_NANOS) {
      pace = null;
      return null;
    }
    LocalPace current = pace;
    if (current == null) {
      current = new LocalPace(lastDraws, account.parts(), now);
      pace = current;
      log.log(
          "no permits for "
              + CUT_OFF_NANOS / Schedule.SECOND_NANOS
              + " s: posting at "
              + lastDraws.share(now)
              + " posts/s, an eighth of the earlier grants, until permits are granted again",
          LogLevel.WARN);
    }
    return current;
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

package dev.fanfare.push.permits;

import dev.fanfare.push.permits.PermitStore.Counter;
import dev.fanfare.push.permits.PermitStore.Key;
import java.util.concurrent.TimeUnit;

/**
 * The level of a budget as one pusher knows it, and its part in changing it: whoever sees a wave
 * halves it, at once for itself and then for all; whoever reads that it has stood for a while
 * raises it. Each change is made by one of all, since it is written only over what was read.
 */
final class BudgetLevel {
  /** How old the level may be when a second is opened with it. */
  static final long FRESH_NANOS = 1_500_000_000;

  private static final long READ_NANOS = 700_000_000;
  private static final long AGAIN_NANOS = 200_000_000;

  private final Budget budget;
  private final PermitStore store;
  private final CompletionQueue completions;

  private Level seen = Level.FULL;
  private int parts = Level.FULL_PARTS;
  private boolean isWave;
  private boolean isAsking;
  private long askedAt;
  private long notBefore = Long.MIN_VALUE;
  private long freshUntil = Long.MIN_VALUE;

  BudgetLevel(Budget budget, PermitStore store, CompletionQueue completions) {
    this.budget = budget;
    this.store = store;
    this.completions = completions;
  }

  /** How many parts of the budget count now. */
  int parts() {
    return parts;
  }

  /** Whether there was an answer, be it that the store fails. */
  boolean isKnown() {
    return freshUntil != Long.MIN_VALUE;
  }

  /** Whether a second may be opened with this level. */
  boolean isFresh(long now) {
    return now < freshUntil;
  }

  /**
   * A second that others have lowered tells of a wave before the level is due to be read. One
   * opened before the level has risen tells nothing.
   */
  void learn(long now, int partsOfSecond) {
    if (partsOfSecond < parts && millis(now) - seen.changedAt() > Level.STEP_MILLIS) {
      askedAt = Math.min(askedAt, now - READ_NANOS);
    }
  }

  /** There is a wave of 429: from now on half as much, unless it was halved a moment ago. */
  void halve(long now) {
    long millis = millis(now);
    if (seen.mayHalve(millis)) {
      isWave = true;
      parts = Math.min(parts, seen.halved(budget.rate(), millis).parts());
    }
  }

  /**
   * Asks the store, or changes it, when it is time. To be called often while permits are wanted.
   */
  void keep(long now) {
    if (isAsking || now < notBefore) {
      return;
    }
    if (isWave) {
      replace(seen.halved(budget.rate(), millis(now)), now);
    } else if (now - askedAt >= READ_NANOS) {
      isAsking = true;
      askedAt = now;
      completions.await(store.level(budget.name()), this::read);
    }
  }

  private void read(long now, Level level, Throwable failure) {
    isAsking = false;
    if (failure != null) {
      failed(now);
      return;
    }
    freshUntil = askedAt + FRESH_NANOS;
    adopt(level);
    if (!isWave && level.mayRise(millis(now))) {
      replace(level.raised(millis(now)), now);
    }
  }

  private void replace(Level wanted, long asked) {
    isAsking = true;
    completions.await(
        store.replace(budget.name(), seen, wanted),
        (now, standing, failure) -> {
          isAsking = false;
          if (failure != null) {
            failed(now);
          } else {
            freshUntil = asked + FRESH_NANOS;
            replaced(wanted, standing, now);
          }
        });
  }

  /** When another was faster, what it wrote says whether it has halved for this wave, too. */
  private void replaced(Level wanted, Level standing, long now) {
    boolean isMine = standing.equals(wanted);
    if (isWave && (isMine || !standing.mayHalve(millis(now)))) {
      isWave = false;
      if (isMine) {
        lowerSeconds(standing, now);
      }
    }
    adopt(standing);
  }

  /** The last level known holds on; the draws tell of a store that fails. */
  private void failed(long now) {
    notBefore = now + AGAIN_NANOS;
    freshUntil = now + FRESH_NANOS;
  }

  private void adopt(Level level) {
    seen = level;
    parts = isWave ? Math.min(parts, level.parts()) : level.parts();
  }

  /**
   * Lowers every second that may have been opened with the level of before, or still be: by one who
   * read that level a moment ago. Nobody waits for it: should it fail, each pusher still reads the
   * level itself within a second.
   */
  private void lowerSeconds(Level level, long now) {
    long horizon = PermitClient.horizonNanos(new Schedule(budget.rate()));
    long last = (now + FRESH_NANOS + horizon) / Schedule.SECOND_NANOS;
    for (long second = now / Schedule.SECOND_NANOS; second <= last; second++) {
      store.lower(new Key(budget.name(), second), new Counter(budget.rate(), 0, level.parts()));
    }
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}

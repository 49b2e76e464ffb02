package dev.fanfare.push.permits;

import dev.fanfare.push.permits.PermitStore.Counter;
import dev.fanfare.push.permits.PermitStore.Key;
import java.util.concurrent.TimeUnit;

/**
 * The level of a budget as one pusher knows it. A pusher that detects a wave halves the level, at
 * once for itself and then in the store for all. A pusher that reads a level that has been stable
 * for a while raises it. Each change is a conditional write over the level that was read, so
 * exactly one pusher makes it.
 */
final class BudgetLevel {
  /** The maximum age of the level when a second is opened with it. */
  static final long FRESH_NANOS = 1_500_000_000;

  private static final long READ_NANOS = 700_000_000;
  private static final long RETRY_NANOS = 200_000_000;

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

  /** Returns the number of parts of the budget that count now. */
  int parts() {
    return parts;
  }

  /** Returns whether the store has responded at least once, even with a failure. */
  boolean isKnown() {
    return freshUntil != Long.MIN_VALUE;
  }

  /** Returns whether a second may be opened with this level. */
  boolean isFresh(long now) {
    return now < freshUntil;
  }

  /**
   * Learns from the parts of a second. A second that others have lowered indicates a wave, so the
   * level is read again early. A second that was opened before the level rose indicates nothing.
   */
  void learn(long now, int partsOfSecond) {
    if (partsOfSecond < parts && millis(now) - seen.changedAt() > Level.STEP_MILLIS) {
      askedAt = Math.min(askedAt, now - READ_NANOS);
    }
  }

  /** Halves the level because of a wave of 429, unless it was halved a moment ago. */
  void halve(long now) {
    long millis = millis(now);
    if (seen.mayHalve(millis)) {
      isWave = true;
      parts = Math.min(parts, seen.halved(budget.rate(), millis).parts());
    }
  }

  /**
   * Reads or changes the level in the store when it is time. Called often while permits are needed.
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
      completions.await(store.level(budget.name()), this::read, this::failed);
    }
  }

  private void read(long now, Level level) {
    isAsking = false;
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
        (now, standing) -> {
          isAsking = false;
          freshUntil = asked + FRESH_NANOS;
          replaced(wanted, standing, now);
        },
        this::failed);
  }

  /**
   * Handles the response of a change. If another pusher was faster, its level shows whether it
   * already halved for this wave.
   */
  private void replaced(Level wanted, Level standing, long now) {
    boolean isOwn = standing.equals(wanted);
    if (isWave && (isOwn || !standing.mayHalve(millis(now)))) {
      isWave = false;
      if (isOwn) {
        lowerSeconds(standing, now);
      }
    }
    adopt(standing);
  }

  /** Keeps the last known level; the draws detect a failing store. */
  private void failed(long now) {
    isAsking = false;
    notBefore = now + RETRY_NANOS;
    freshUntil = now + FRESH_NANOS;
  }

  private void adopt(Level level) {
    seen = level;
    parts = isWave ? Math.min(parts, level.parts()) : level.parts();
  }

  /**
   * Lowers every second that may have been opened with the previous level. This includes seconds
   * that a pusher may still open with it, because it read the level a moment ago. The caller does
   * not wait: if a write fails, each pusher still reads the level itself within a second.
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

package dev.fanfare.push.permits;

/**
 * The recent draws of one process. They outlive an invocation of the function, so that an
 * invocation knows its share even if it starts while the store is unreachable.
 *
 * <p>Each slot is granted to one pusher. All processes together were therefore granted at most ten
 * times the budget in the same ten seconds, however many pushers and broadcasts there are. Without
 * the store, each process continues at an eighth of its own mean. All of them together then post at
 * most an eighth of the budget. They post up to a quarter if they lose the store one after the
 * other within ten seconds, because the remaining ones then draw more. Processes that still reach
 * the store do not know this and use the whole budget. The account has room for the additional
 * quarter: {@code PostRatePercent} leaves a fifth of it by default. The share halves every minute,
 * because others may draw the slots that this process does not.
 */
public final class LastDraws {
  static final int SECONDS = 10;

  private static final int PART = 8;
  private static final double HALVES_AFTER_SECONDS = 60;

  private final long[] granted = new long[SECONDS];
  private long newest = Long.MIN_VALUE / 2;
  private boolean jumps = true;

  /** Counts granted slots of a second since the epoch. */
  void granted(long second, long posts) {
    for (long next = Math.max(newest + 1, second - SECONDS + 1); next <= second; next++) {
      granted[index(next)] = 0;
    }
    newest = Math.max(newest, second);
    if (second > newest - SECONDS) {
      granted[index(second)] += posts;
    }
  }

  /**
   * Returns the posts per second that this process may make while the store grants nothing; may be
   * 0.
   */
  long share(long nowNanos) {
    long sum = 0;
    for (long posts : granted) {
      sum += posts;
    }
    double age = Math.max(0, nowNanos / Schedule.SECOND_NANOS - newest);
    return (long) (sum * Math.pow(0.5, age / HALVES_AFTER_SECONDS) / SECONDS / PART);
  }

  /**
   * Returns which write of the account's counter succeeded last, and so will most likely succeed
   * next.
   */
  boolean jumps() {
    return jumps;
  }

  void jumps(boolean fitted) {
    jumps = fitted;
  }

  private static int index(long second) {
    return (int) Math.floorMod(second, (long) SECONDS);
  }
}

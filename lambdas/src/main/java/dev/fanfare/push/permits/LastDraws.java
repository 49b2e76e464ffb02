package dev.fanfare.push.permits;

/**
 * What the draws of one process brought of late. It outlives each call of the function, so that a
 * call knows its share also when it begins while the store is out of reach.
 *
 * <p>Each slot is granted to one pusher. So what all processes were granted in the same ten seconds
 * is at most ten times the budget, however many pushers and broadcasts there are. Each goes on at
 * an eighth of its own mean; so all of them together post at most an eighth of the budget, or a
 * quarter when they are cut off one after the other within ten seconds, since others then draw
 * more. Those that still reach the store do not know, and use all of the budget. A quarter more is
 * what the account has left: {@code PostRatePercent} leaves a fifth of it by default. The share
 * halves every minute, because others may draw what this process does not.
 */
public final class LastDraws {
  static final int SECONDS = 10;

  private static final int PART = 8;
  private static final double HALVES_AFTER_SECONDS = 60;

  private final long[] granted = new long[SECONDS];
  private long newest = Long.MIN_VALUE / 2;
  private boolean jumps = true;

  /** Counts slots of a second since the epoch. */
  void granted(long second, long posts) {
    for (long next = Math.max(newest + 1, second - SECONDS + 1); next <= second; next++) {
      granted[index(next)] = 0;
    }
    newest = Math.max(newest, second);
    if (second > newest - SECONDS) {
      granted[index(second)] += posts;
    }
  }

  /** How many posts a second this process may make while the store gives nothing out; may be 0. */
  long share(long nowNanos) {
    long sum = 0;
    for (long posts : granted) {
      sum += posts;
    }
    double age = Math.max(0, nowNanos / Schedule.SECOND_NANOS - newest);
    return (long) (sum * Math.pow(0.5, age / HALVES_AFTER_SECONDS) / SECONDS / PART);
  }

  /** Which write of the account's counter fitted last, and so will most likely fit next. */
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

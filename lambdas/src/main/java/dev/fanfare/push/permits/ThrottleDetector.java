package dev.fanfare.push.permits;

/**
 * Distinguishes waves of 429, which mean that the account's quota is exhausted, from slow clients.
 * The full send buffers of slow clients also answer 429 repeatedly, but there are only a few of
 * them.
 *
 * <p>The detector counts the connections that answered 429 within about a second, and their part of
 * all responses. A wave is at least twenty connections and a tenth of the responses. Even if one
 * client in twenty were slow, which is many, this would happen by chance in one second of 500. Five
 * connections suffice if they are a third of the responses, for pushers with few responses. A
 * pusher with even fewer responses leaves the detection to the others.
 */
final class ThrottleDetector {
  private static final int MANY = 20;
  private static final int MANY_IN = 10;
  private static final int FEW = 5;
  private static final int FEW_IN = 3;

  private static final int SLICES = 10;
  private static final long SLICE_NANOS = 100_000_000;

  private final int[] answers = new int[SLICES];
  private final int[] throttled = new int[SLICES];
  private long slice;
  private int allAnswers;
  private int allThrottled;

  /**
   * @param firstThrottle whether the response is the first 429 of its connection
   * @return whether a wave was detected; the detector then starts again from zero
   */
  boolean answered(long now, boolean firstThrottle) {
    goTo(Math.floorDiv(now, SLICE_NANOS));
    int at = Math.floorMod(slice, SLICES);
    answers[at]++;
    allAnswers++;
    if (!firstThrottle) {
      return false;
    }
    throttled[at]++;
    allThrottled++;
    boolean isWave =
        allThrottled >= MANY && allThrottled * MANY_IN >= allAnswers
            || allThrottled >= FEW && allThrottled * FEW_IN >= allAnswers;
    if (isWave) {
      goTo(slice + SLICES);
    }
    return isWave;
  }

  /** Discards responses that are more than a second old. */
  private void goTo(long current) {
    long passed = Math.min(SLICES, Math.max(0, current - slice));
    for (long i = 1; i <= passed; i++) {
      int at = Math.floorMod(slice + i, SLICES);
      allAnswers -= answers[at];
      allThrottled -= throttled[at];
      answers[at] = 0;
      throttled[at] = 0;
    }
    slice = Math.max(slice, current);
  }
}

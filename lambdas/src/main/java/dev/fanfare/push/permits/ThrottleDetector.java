package dev.fanfare.push.permits;

/**
 * Tells a wave of 429, which means that the account's quota is used up, from clients that read
 * slowly: their full send buffers answer 429 too, again and again, but they are few.
 *
 * <p>What counts is how many different connections answered 429 within about a second, and what
 * part of all answers that is. Twenty, and a tenth of the answers: were one client in twenty slow,
 * which is many, that would come about in one second of 500. Five, if that is a third of the
 * answers, for pushers that get few. One that gets fewer still leaves it to the others.
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
   * @param firstThrottle whether it is a 429, and the first of its connection
   * @return whether there is a wave; it is told once, and then what comes next is counted anew
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

  /** Forgets what is more than a second old. */
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

package dev.fanfare.push.permits;

/**
 * The part of a budget that may currently be used. Waves of 429 halve it; it recovers in steps.
 *
 * <p>The level selects the slots of the schedule that count, evenly spread, and does not change the
 * schedule. Even if a second mixes several levels, all posts use slots of the full budget.
 *
 * @param parts the parts that count, of {@link #FULL_PARTS}
 * @param changedAt the time of the last change, in milliseconds since the epoch; 0 for never
 * @param halvedAt the time of the last halving by a wave, in milliseconds since the epoch; 0 for
 *     never
 */
public record Level(int parts, long changedAt, long halvedAt) {
  public static final int FULL_PARTS = 64;

  public static final Level FULL = new Level(FULL_PARTS, 0, 0);

  /**
   * Most posts from before a halving have been answered after this time; they must not halve the
   * level again.
   */
  static final long HOLD_OFF_MILLIS = 1_000;

  /**
   * With {@link #STEP_PARTS}, the level rises from half to full in 12 s: slow enough to observe the
   * effect.
   */
  static final long STEP_MILLIS = 2_000;

  /** About a tenth of the budget. */
  static final int STEP_PARTS = 6;

  /** Returns whether a slot counts at this level. */
  static boolean counts(long slot, int parts) {
    return parts == FULL_PARTS || count(slot, slot + 1, parts) > 0;
  }

  /**
   * Returns how many of the slots from {@code from} (inclusive) to {@code to} (exclusive) count at
   * this level.
   */
  static long count(long from, long to, int parts) {
    return Math.floorDiv(to * parts, FULL_PARTS) - Math.floorDiv(from * parts, FULL_PARTS);
  }

  boolean mayHalve(long millis) {
    return millis - halvedAt >= HOLD_OFF_MILLIS;
  }

  /**
   * An eighth: if 429s continue at any rate, fewer posts would only take longer. The posts are
   * retried later and nothing is lost.
   */
  static final int MIN_PARTS = 8;

  /** Returns half of this level, but not less than an eighth or than one post per second. */
  Level halved(double rate, long millis) {
    int least = (int) Math.max(MIN_PARTS, Math.min(FULL_PARTS, Math.ceil(FULL_PARTS / rate)));
    return new Level(Math.max(Math.min(parts, least), parts / 2), millis, millis);
  }

  boolean mayRise(long millis) {
    return parts < FULL_PARTS && millis - changedAt >= STEP_MILLIS;
  }

  Level raised(long millis) {
    return new Level(Math.min(FULL_PARTS, parts + STEP_PARTS), millis, halvedAt);
  }
}

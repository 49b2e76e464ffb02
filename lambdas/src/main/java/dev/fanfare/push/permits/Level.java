package dev.fanfare.push.permits;

/**
 * How much of a budget may be used at present. Waves of 429 halve it; it recovers in steps.
 *
 * <p>It says which slots of the timetable count, spread evenly, and does not change the timetable:
 * whatever levels are mixed in one second, all posts are from slots of the full budget.
 *
 * @param parts of {@link #FULL_PARTS}
 * @param changedAt when it was changed last, in milliseconds since the epoch; 0 for never
 * @param halvedAt when a wave last halved it, likewise
 */
public record Level(int parts, long changedAt, long halvedAt) {
  public static final int FULL_PARTS = 64;

  public static final Level FULL = new Level(FULL_PARTS, 0, 0);

  /** Answers to posts from before a halving are mostly in by then; they must not halve it again. */
  static final long HOLD_OFF_MILLIS = 1_000;

  /** With {@link #STEP_PARTS}, from half to full in 12 s: slow enough to see whether it holds. */
  static final long STEP_MILLIS = 2_000;

  /** About a tenth of the budget. */
  static final int STEP_PARTS = 6;

  /** Whether a slot counts when only so many parts do. */
  static boolean counts(long slot, int parts) {
    return parts == FULL_PARTS || count(slot, slot + 1, parts) > 0;
  }

  /** How many of the slots {@code from} to before {@code to} count when only so many parts do. */
  static long count(long from, long to, int parts) {
    return Math.floorDiv(to * parts, FULL_PARTS) - Math.floorDiv(from * parts, FULL_PARTS);
  }

  boolean mayHalve(long millis) {
    return millis - halvedAt >= HOLD_OFF_MILLIS;
  }

  /**
   * An eighth: where 429s go on at any rate, fewer posts would only take longer. They are asked
   * again later, and lose nothing.
   */
  static final int MIN_PARTS = 8;

  /** Half of it, but never less than an eighth, or than one post a second. */
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

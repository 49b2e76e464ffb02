package dev.fanfare.push.permits;

import java.util.concurrent.CompletableFuture;

/**
 * Where budgets are counted: for each second of each budget a counter that says which of its slots
 * is the next to be given out, and for each budget its level. Every change is one conditional
 * write. Calls return at once; what they return completes exceptionally when the store fails, and
 * then the write may have happened or not. Slots that are given out and never used harm nobody.
 */
public interface PermitStore {

  /**
   * The counter of one second.
   *
   * @param rate the budget's, by which the second's slots are laid out
   * @param next the first slot, counted from the second's first, that nobody has drawn
   * @param parts of {@link Level#FULL_PARTS}: how many of the slots count
   */
  record Counter(double rate, long next, int parts) {}

  /**
   * What became of a conditional write.
   *
   * @param done whether the condition held
   * @param counter as it stands: after the write, or as it refused it; null when there is none
   */
  record Written(boolean done, Counter counter) {}

  /**
   * A second of a budget.
   *
   * @param second since the epoch
   */
  record Key(String budget, long second) {}

  /** What this process drew of late, kept for as long as the process uses this store. */
  default LastDraws lastDraws() {
    return new LastDraws();
  }

  /**
   * Draws so many slots, wherever the counter stands, if that is at {@code from} or later and
   * before the end of the second; the last ones may lie beyond its end and are none then.
   */
  CompletableFuture<Written> add(Key key, double rate, long from, long end, long count);

  /**
   * Draws the slots from {@code from} to those of {@code counter}, if none from there on is drawn.
   */
  CompletableFuture<Written> jump(Key key, long from, Counter counter);

  /** Lowers the parts of a second to those of {@code counter}, which it gets if it has none yet. */
  CompletableFuture<Written> lower(Key key, Counter counter);

  /** The level of a budget; full when none is noted. */
  CompletableFuture<Level> level(String budget);

  /**
   * Changes the level of a budget if it is still as it was seen.
   *
   * @return the level as it stands then: the new one, or the one that was there instead
   */
  CompletableFuture<Level> replace(String budget, Level seen, Level level);
}

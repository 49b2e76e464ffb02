package dev.fanfare.push.permits;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stores the state of budgets: for each second of a budget, a counter of the slots drawn, and for
 * each budget, its level. Every change is one conditional write. Methods return at once. Their
 * futures complete exceptionally if the store fails; the write may then have happened or not. Drawn
 * slots that are never used do no harm.
 */
public interface PermitStore {

  /**
   * The counter of one second.
   *
   * @param rate the budget's rate, which determines the times of the second's slots
   * @param next the first slot that is not drawn, counted from the second's first slot
   * @param parts how many slots count, in parts of {@link Level#FULL_PARTS}
   */
  record Counter(double rate, long next, int parts) {}

  /**
   * The result of a conditional write.
   *
   * @param done whether the condition held
   * @param counter the counter after the write, or the one that failed the condition; null if there
   *     is none
   */
  record WriteResult(boolean done, @Nullable Counter counter) {}

  /**
   * A second of a budget.
   *
   * @param second in seconds since the epoch
   */
  record Key(String budget, long second) {}

  /** Returns the recent draws of this process, kept as long as the process uses this store. */
  default LastDraws lastDraws() {
    return new LastDraws();
  }

  /**
   * Draws slots at the counter's position, if that is from {@code from} to the end of the second.
   * Slots beyond the end of the second do not exist.
   */
  CompletableFuture<WriteResult> add(Key key, double rate, long from, long end, long count);

  /** Draws the slots from {@code from} to those of {@code counter}, if none of them is drawn. */
  CompletableFuture<WriteResult> jump(Key key, long from, Counter counter);

  /**
   * Lowers the parts of a second to those of {@code counter}; creates the counter if the second has
   * none.
   */
  CompletableFuture<WriteResult> lower(Key key, Counter counter);

  /** Returns the level of a budget; full if none is stored. */
  CompletableFuture<Level> level(String budget);

  /**
   * Changes the level of a budget if it still equals {@code seen}.
   *
   * @return the stored level: the new one, or the one that prevented the change
   */
  CompletableFuture<Level> replace(String budget, Level seen, Level level);
}

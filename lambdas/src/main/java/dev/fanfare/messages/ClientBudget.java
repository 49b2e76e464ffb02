package dev.fanfare.messages;

import java.time.Duration;
import java.time.Instant;

/**
 * The amount that an owner may use per minute. A full minute's amount is available at once and then
 * refills at a constant rate. Opening, closing or sharing connections has no effect, because the
 * owner is not a connection.
 */
public interface ClientBudget {

  /**
   * Takes all of the cost or nothing.
   *
   * @param cost from 1 to {@link #most}
   * @return how long to wait until the cost can be taken; zero if it has been taken
   * @throws IllegalArgumentException if the cost is out of range, because waiting would not help
   */
  Duration take(BudgetOwner owner, int cost, Instant at);

  /** Returns the amount of one minute, which is also the maximum burst. */
  int most(BudgetOwner owner);
}

package dev.fanfare.sockets.actions;

import dev.fanfare.direct.ClientPermits;
import dev.fanfare.messages.BudgetOwner;
import dev.fanfare.messages.CatchUp;
import dev.fanfare.messages.ClientBudget;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Limits the missed messages that a client receives: the client's budget limits their number, and
 * each post needs a permit from the clients' share.
 */
public final class CatchUpAllowance implements CatchUp.Allowance {
  private static final long MINUTE_MILLIS = 60_000;

  /**
   * The number of messages that makes another request worthwhile, since each request has a cost.
   * With a smaller budget, the client waits for the full budget.
   */
  private static final int WORTH_A_REQUEST = 10;

  private final ClientBudget budget;
  private final BudgetOwner owner;
  private final Clock clock;
  private final ClientPermits.Turn permits;
  private final BooleanSupplier isTimeUp;
  private Duration retryAfter = Duration.ZERO;

  public CatchUpAllowance(
      ClientBudget budget,
      BudgetOwner owner,
      Clock clock,
      ClientPermits.Turn permits,
      BooleanSupplier isTimeUp) {
    this.budget = budget;
    this.owner = owner;
    this.clock = clock;
    this.permits = permits;
    this.isTimeUp = isTimeUp;
  }

  @Override
  public boolean takeMessage() {
    Duration wait = budget.take(owner, 1, clock.instant());
    if (wait.isZero()) {
      return true;
    }
    int most = budget.most(owner);
    long others = Math.min(WORTH_A_REQUEST, most) - 1;
    // Rounds up: the budget rounds each share up, while these divisions round down.
    retryAfter = Duration.ofMillis(wait.toMillis() + 1 + others * MINUTE_MILLIS / most + 2);
    return false;
  }

  @Override
  public boolean awaitPost() {
    return permits.await(isTimeUp);
  }

  @Override
  public Duration retryAfter() {
    return retryAfter;
  }

  @Override
  public void close() {
    permits.close();
  }
}

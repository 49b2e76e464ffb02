package dev.fanfare.sockets.actions;

import dev.fanfare.direct.ClientPermits;
import dev.fanfare.messages.CatchUp;
import dev.fanfare.messages.ClientBudget;
import dev.fanfare.messages.Spender;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What a client may be brought of what it missed: as many messages as its budget allows, each
 * posted out of the clients' part of the permits.
 */
public final class MissedAllowance implements CatchUp.Allowance {
  private static final long MINUTE_MILLIS = 60_000;

  /** Worth another request, which costs one itself; a smaller budget is waited for as a whole. */
  private static final int WORTH_A_REQUEST = 10;

  private final ClientBudget budget;
  private final Spender spender;
  private final Clock clock;
  private final ClientPermits.Turn permits;
  private final BooleanSupplier isTimeUp;
  private Duration retryAfter = Duration.ZERO;

  public MissedAllowance(
      ClientBudget budget,
      Spender spender,
      Clock clock,
      ClientPermits.Turn permits,
      BooleanSupplier isTimeUp) {
    this.budget = budget;
    this.spender = spender;
    this.clock = clock;
    this.permits = permits;
    this.isTimeUp = isTimeUp;
  }

  @Override
  public boolean takeMessage() {
    Duration wait = budget.take(spender, 1, clock.instant());
    if (wait.isZero()) {
      return true;
    }
    int most = budget.most(spender);
    long others = Math.min(WORTH_A_REQUEST, most) - 1;
    // Each part is rounded down here, and up by the budget.
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

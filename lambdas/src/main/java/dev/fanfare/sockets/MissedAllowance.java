package dev.fanfare.sockets;

import dev.fanfare.direct.ClientPermits;
import dev.fanfare.messages.CatchUp;
import dev.fanfare.messages.ClientBudget;
import dev.fanfare.messages.Spender;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * What a client may be brought of what it missed: as many messages as its budget allows, each
 * posted out of the clients' part of the permits.
 */
record MissedAllowance(
    ClientBudget budget,
    Spender spender,
    Clock clock,
    ClientPermits.Turn permits,
    BooleanSupplier isTimeUp)
    implements CatchUp.Allowance {

  @Override
  public boolean takeMessage() {
    return budget.take(spender, 1, clock.instant()).isZero();
  }

  @Override
  public boolean awaitPost() {
    return permits.await(isTimeUp);
  }

  @Override
  public void close() {
    permits.close();
  }
}

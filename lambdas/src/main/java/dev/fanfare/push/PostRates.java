package dev.fanfare.push;

import dev.fanfare.push.permits.Budget;
import dev.fanfare.request.Priority;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rates of posts that the operator has set.
 *
 * @param accountPostRate API Gateway's request quota of the account, per second
 * @param postRatePercent the share of the quota that broadcasts may use
 * @param clientRatePercent the share of the broadcasts' rate that clients may use
 */
public record PostRates(int accountPostRate, int postRatePercent, int clientRatePercent) {
  private static final double BOOKED_SECONDS = 0.1;

  /** Returns the budget of all broadcasts together. */
  Budget budget() {
    return Budget.ofAccount(accountPostRate * postRatePercent / 100.0);
  }

  /**
   * Returns the additional budget of a broadcast: with low priority, its posts also need permits
   * from the clients' share.
   */
  public Optional<Budget> ownBudget(@Nullable Priority priority) {
    return priority == Priority.LOW
        ? Optional.of(Budget.ofClients(budget().rate() * clientRatePercent / 100))
        : Optional.empty();
  }

  /**
   * Returns the additional budget of posts that are already booked ({@link
   * dev.fanfare.push.permits.ClientBacklog}). If they need less than a tenth of a second of the
   * clients' share, they need no permit from it: the booking already limits them, and permits would
   * only delay them.
   */
  Optional<Budget> ownBudgetOfBooked(Priority priority, int posts) {
    return ownBudget(priority).filter(clients -> posts > clients.rate() * BOOKED_SECONDS);
  }
}

package dev.fanfare.sockets.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.messages.BudgetOwner;
import dev.fanfare.messages.ClientBudget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CatchUpAllowanceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final BudgetOwner ANN = BudgetOwner.user("ann");

  /**
   * Property: after the wait, a request returns ten messages minus its own cost, or a whole
   * minute's.
   */
  @Property(tries = 200)
  void takeMessage_anyBudget_returnsWhenAnotherRequestIsWorthwhile(
      @ForAll @IntRange(min = 1, max = 60_000) int perMinute,
      @ForAll @IntRange(min = 0, max = 60_000) int millis) {
    var budget = new Budget(perMinute);
    Instant at = NOW;
    // The remaining allowance does not matter.
    while (budget.take(ANN, Math.min(7, perMinute), at).isZero()) {
      at = at.plusMillis(millis / 100);
      if (at.isAfter(NOW.plusSeconds(5))) {
        break;
      }
    }
    var first = allowance(budget, at);
    while (first.takeMessage()) {
      assertThat(first.retryAfter()).isZero();
    }

    var later = at.plus(first.retryAfter());
    assertThat(budget.take(ANN, 1, later)).as("the request").isZero();
    int messages = 0;
    for (var next = allowance(budget, later); next.takeMessage(); ) {
      messages++;
    }
    assertThat(messages).isBetween(Math.min(10, perMinute) - 1, Math.min(10, perMinute) + 60);
    assertThat(first.retryAfter()).isLessThanOrEqualTo(Duration.ofSeconds(61));
  }

  private static CatchUpAllowance allowance(ClientBudget budget, Instant at) {
    return new CatchUpAllowance(budget, ANN, Clock.fixed(at, ZoneOffset.UTC), null, () -> false);
  }

  /** The budget of one user, in memory, with the same rules as on DynamoDB. */
  private static final class Budget implements ClientBudget {
    private final int most;
    private long spentUntil;

    private Budget(int most) {
      this.most = most;
    }

    @Override
    public int most(BudgetOwner owner) {
      return most;
    }

    @Override
    public Duration take(BudgetOwner owner, int cost, Instant at) {
      long now = ChronoUnit.MICROS.between(Instant.EPOCH, at);
      long share = (60_000_000 + most - 1) / most;
      long wait = spentUntil - (most - cost) * share - now;
      if (wait > 0) {
        return Duration.of(wait, ChronoUnit.MICROS);
      }
      spentUntil = Math.max(spentUntil, now) + cost * share;
      return Duration.ZERO;
    }
  }
}

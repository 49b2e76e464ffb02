package dev.fanfare.cli.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.cli.estimate.DeadlinePlan.Change;
import dev.fanfare.cli.estimate.DeadlinePlan.Kind;
import dev.fanfare.estimate.CostModel;
import dev.fanfare.estimate.LinearFit;
import dev.fanfare.estimate.PriceBook;
import dev.fanfare.estimate.Prices;
import dev.fanfare.estimate.Quotas;
import dev.fanfare.estimate.Settings;
import dev.fanfare.estimate.Workload;
import java.util.OptionalInt;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DeadlinePlannerTest {
  private static final PriceBook PRICE_BOOK = PriceBook.load();
  private static final Prices PRICES = Prices.of(PRICE_BOOK);
  private static final Quotas QUOTAS = Quotas.of(PRICE_BOOK);
  private static final Settings DEFAULTS = new Settings(10_000, 80, 20, 5_000, 10, 100, 300);

  /** A model in which nothing takes time, so that only quotas limit. */
  private static final CostModel IDEAL =
      new CostModel(
          "nothing",
          new LinearFit(0, 0),
          new CostModel.PushOverhead(0, 0),
          new LinearFit(0, 0),
          0,
          new CostModel.PostSpeed(0, 1e9, 1e9));

  @Test
  void plan_timeEnough_changesNothing() {
    var plan = plan(Workload.toEveryone(100_000, 10), 60_000);

    assertThat(plan.kind()).isEqualTo(Kind.AS_IT_IS);
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.settings()).isEqualTo(DEFAULTS);
  }

  @Test
  void plan_requestRateTooLow_isRaisedAsNeeded() {
    var workload = Workload.toEveryone(9_800, 10).withRate(OptionalInt.of(100));

    var plan = new DeadlinePlanner(PRICES, QUOTAS, IDEAL).plan(workload, DEFAULTS, 10_000);

    assertThat(plan.changes()).containsExactly(new Change("rate", "100", "1000", false));
    assertThat(plan.isReached()).isTrue();
  }

  @Test
  void plan_shareTooLow_isRaisedBeforeAnyQuota() {
    var plan =
        new DeadlinePlanner(PRICES, QUOTAS, IDEAL)
            .plan(Workload.toEveryone(882_000, 10), DEFAULTS, 100_000);

    assertThat(plan.changes()).containsExactly(new Change("PostRatePercent", "80", "90", false));
    assertThat(plan.kind()).isEqualTo(Kind.BY_SETTINGS);
  }

  /**
   * The configured rate of the account is above its quota, so a share of it can be above the quota
   * too.
   */
  @Test
  void plan_accountRateAboveTheQuota_isLoweredToIt() {
    var overstated = new Settings(15_385, 50, 20, 5_000, 10, 100, 300);

    var plan =
        new DeadlinePlanner(PRICES, QUOTAS, IDEAL)
            .plan(Workload.toEveryone(980_000, 10), overstated, 100_000);

    assertThat(plan.changes())
        .containsExactly(
            new Change("PostRatePercent", "50", "100", false),
            new Change("AccountPostRate", "15385", "10000", false));
    assertThat(plan.settings().budget()).isEqualTo(QUOTAS.requestRate());
  }

  /** 10 million posts in 60 s need a quota of about 167,000/s, plus 2 % for permits. */
  @Test
  void plan_tenMillionInAMinute_namesTheQuotaAndItsValue() {
    var plan =
        new DeadlinePlanner(PRICES, QUOTAS, IDEAL)
            .plan(Workload.toEveryone(10_000_000, 10), DEFAULTS, 60_000);

    assertThat(plan.kind()).isEqualTo(Kind.BY_QUOTA);
    assertThat((double) plan.requestRate())
        .isCloseTo(167_000 / 0.98, Percentage.withPercentage(0.5));
    assertThat(plan.changes())
        .contains(
            new Change(
                "API Gateway's throttle rate (L-8A5B8E43)",
                "10000",
                Long.toString(plan.requestRate()),
                true));
  }

  @Test
  void plan_connectionsUseTheRate_addsTheirRequests() {
    var workload = Workload.toEveryone(10_000_000, 10);
    double upkeep = PRICE_BOOK.upkeepRate(10_000_000);
    assertThat(upkeep)
        .isCloseTo(2 * 10_000_000 / 510.0 + 10_000_000 / 7_200.0, Percentage.withPercentage(0.1));

    var plan = new DeadlinePlanner(PRICES, QUOTAS, IDEAL, upkeep).plan(workload, DEFAULTS, 60_000);

    assertThat(plan.changes())
        .contains(
            new Change(
                "API Gateway's throttle rate (L-8A5B8E43)",
                "10000",
                Long.toString((long) Math.ceil(plan.requestRate() + upkeep)),
                true));
  }

  @Test
  void plan_planningTakesLonger_isNotReachable() {
    var plan = plan(Workload.toEveryone(10_000_000, 10), 60_000);

    assertThat(plan.kind()).isEqualTo(Kind.NOT_AT_ALL);
    assertThat(plan.settings()).isEqualTo(DEFAULTS);
    assertThat(plan.estimate().times().millis().plan()).isGreaterThan(60_000);
  }

  @Test
  void plan_highRate_raisesThePushers() {
    var plan = plan(Workload.toEveryone(1_000_000, 10), 34_000);

    assertThat(plan.kind()).isEqualTo(Kind.BY_QUOTA);
    assertThat(plan.settings().pushConcurrency()).isGreaterThan(10);
    assertThat(plan.estimate().times().reachedMillis()).isLessThanOrEqualTo(34_000);
  }

  private static DeadlinePlan plan(Workload workload, long deadline) {
    return new DeadlinePlanner(PRICES, QUOTAS, CostModel.assumed(PRICE_BOOK))
        .plan(workload, DEFAULTS, deadline);
  }
}

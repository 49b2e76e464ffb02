package dev.fanfare.cli.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.estimate.AnyStack;
import dev.fanfare.estimate.CostModel;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Estimator;
import dev.fanfare.estimate.PriceBook;
import dev.fanfare.estimate.Prices;
import dev.fanfare.estimate.Quotas;
import dev.fanfare.estimate.Settings;
import dev.fanfare.estimate.Workload;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Properties of every plan that meets a deadline. */
class DeadlinePlanLawTest {
  private static final PriceBook PRICE_BOOK = PriceBook.load();
  private static final Prices PRICES = Prices.of(PRICE_BOOK);
  private static final Quotas QUOTAS = Quotas.of(PRICE_BOOK);
  private static final long MAX_CONNECTIONS = 20_000_000;

  @Property(tries = 300)
  void plan_metDeadline_isMetByTheEstimator(
      @ForAll("settings") Settings settings,
      @ForAll("models") CostModel model,
      @ForAll @LongRange(max = MAX_CONNECTIONS) long connections,
      @ForAll @LongRange(min = 100, max = 3_600_000) long deadline) {
    var workload = Workload.toEveryone(connections, 100);
    var plan = new DeadlinePlanner(PRICES, QUOTAS, model).plan(workload, settings, deadline);
    boolean asItIs = estimate(model, workload, settings).times().reachedMillis() <= deadline;

    assertThat(plan.kind() == DeadlinePlan.Kind.AS_IT_IS).isEqualTo(asItIs);
    assertThat(plan.estimate().times().reachedMillis() <= deadline)
        .isEqualTo(plan.kind() != DeadlinePlan.Kind.NOT_AT_ALL);
    if (plan.kind() == DeadlinePlan.Kind.BY_SETTINGS) {
      assertThat(estimate(model, workload, plan.settings())).isEqualTo(plan.estimate());
      assertThat(plan.settings().budget()).isLessThanOrEqualTo(QUOTAS.requestRate());
    }
    if (plan.kind() == DeadlinePlan.Kind.BY_QUOTA) {
      assertThat(plan.changes()).anyMatch(DeadlinePlan.Change::isQuota);
    }
  }

  @Provide
  static Arbitrary<Settings> settings() {
    return AnyStack.settings();
  }

  @Provide
  static Arbitrary<CostModel> models() {
    return AnyStack.models();
  }

  private static Estimate estimate(CostModel model, Workload workload, Settings settings) {
    return new Estimator(PRICES, QUOTAS, model).estimate(workload, settings);
  }
}

package dev.fanfare.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Properties of every estimate, for all settings. */
class EstimateLawTest {
  private static final PriceBook PRICE_BOOK = PriceBook.load();
  private static final Prices PRICES = Prices.of(PRICE_BOOK);
  private static final Quotas QUOTAS = Quotas.of(PRICE_BOOK);
  private static final long MAX_CONNECTIONS = 20_000_000;

  @Property(tries = 500)
  void estimate_moreRate_isNeverSlower(
      @ForAll("settings") Settings settings,
      @ForAll("models") CostModel model,
      @ForAll @LongRange(max = MAX_CONNECTIONS) long connections,
      @ForAll @IntRange(min = 1, max = 20_000) int rate,
      @ForAll @IntRange(min = 1, max = 20_000) int more) {
    var slow = estimate(model, asking(connections, rate), settings);
    var quick = estimate(model, asking(connections, rate + more), settings);
    var free = estimate(model, Workload.toEveryone(connections, 100), settings);

    assertThat(quick.times().totalMillis()).isLessThanOrEqualTo(slow.times().totalMillis());
    assertThat(free.times().totalMillis()).isLessThanOrEqualTo(quick.times().totalMillis());
  }

  @Property(tries = 500)
  void estimate_largerAudience_costsNoLess(
      @ForAll("settings") Settings settings,
      @ForAll("models") CostModel model,
      @ForAll @LongRange(max = MAX_CONNECTIONS) long connections,
      @ForAll @LongRange(min = 1, max = 100_000) long more,
      @ForAll @IntRange(max = 131_072) int bytes) {
    var few = estimate(model, Workload.toEveryone(connections, bytes), settings);
    var many = estimate(model, Workload.toEveryone(connections + more, bytes), settings);

    assertThat(many.cost().totalUsd()).isGreaterThanOrEqualTo(few.cost().totalUsd());
    assertThat(many.times().totalMillis()).isGreaterThanOrEqualTo(few.times().totalMillis());
  }

  @Property(tries = 500)
  void estimate_anything_isNotBelowTheFloor(
      @ForAll("settings") Settings settings,
      @ForAll("models") CostModel model,
      @ForAll @LongRange(max = MAX_CONNECTIONS) long connections) {
    var estimate = estimate(model, Workload.toEveryone(connections, 100), settings);

    assertThat(estimate.times().floorMillis())
        .isLessThanOrEqualTo(estimate.times().millis().push());
    assertThat(estimate.cost().usd().values()).allMatch(usd -> usd >= 0);
    assertThat(estimate.times().totalMillis())
        .isEqualTo(estimate.times().reportedMillis() + estimate.times().millis().prune());
  }

  @Provide
  static Arbitrary<Settings> settings() {
    return AnyStack.settings();
  }

  @Provide
  static Arbitrary<CostModel> models() {
    return AnyStack.models();
  }

  private static Workload asking(long connections, int rate) {
    return Workload.toEveryone(connections, 100).withRate(OptionalInt.of(rate));
  }

  private static Estimate estimate(CostModel model, Workload workload, Settings settings) {
    return new Estimator(PRICES, QUOTAS, model).estimate(workload, settings);
  }
}

package dev.fanfare.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalInt;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimatorTest {
  private static final PriceBook PRICE_BOOK = PriceBook.load();
  private static final Quotas QUOTAS = Quotas.of(PRICE_BOOK);
  private static final Settings DEFAULTS = new Settings(10_000, 80, 20, 5_000, 10, 100, 300);

  /** The account's whole rate, which the simple calculation from quotas assumes. */
  private static final Settings ALL_OF_IT = new Settings(10_000, 100, 20, 5_000, 10, 100, 300);

  private final CostModel model = CostModel.assumed(PRICE_BOOK);
  private final Estimator estimator = new Estimator(Prices.of(PRICE_BOOK), QUOTAS, model);

  /** N / 10,000 posts a second, and a dollar for a million messages. */
  @ParameterizedTest
  @CsvSource({"100000,10,0.10", "1000000,100,1", "10000000,1000,10"})
  void estimate_wholeQuota_isCloseToTheSimpleCalculation(
      long connections, double seconds, double usd) {
    var estimate = estimator.estimate(Workload.toEveryone(connections, 1_000), ALL_OF_IT);

    double posting = estimate.times().millis().push() - model.push().mapRun();
    assertThat(posting / 1_000).isCloseTo(seconds / 0.98, Percentage.withPercentage(0.1));
    assertThat(estimate.times().floorMillis() / 1_000.0).isCloseTo(seconds - 0.5, within(0.001));
    assertThat(estimate.cost().usd().get("apiGateway")).isEqualTo(usd);
    assertThat(estimate.cost().totalUsd()).isBetween(usd * 1.05, usd * 1.35);
    assertThat(estimate.pace().binds()).isEqualTo(Binding.SHARE);
  }

  /**
   * ShardSize 5,000 and 1,769 MB, as in the reference calculation: $1.00 + $0.09 + $0.015 + $0.046.
   */
  @Test
  void estimate_aMillion_costsAsMuchAsTheReferenceCalculation() {
    var usd = estimator.estimate(Workload.toEveryone(1_000_000, 1_000), ALL_OF_IT).cost().usd();

    assertThat(usd.get("dataOut")).isCloseTo(0.09, within(0.001));
    assertThat(usd.get("stepFunctions")).isCloseTo(0.015, within(0.001));
    assertThat(usd.get("lambda")).isCloseTo(0.046, within(0.03));
  }

  @Test
  void estimate_messageAbove32Kb_isMeteredTwice() {
    assertThat(gateway(32 * 1024)).isEqualTo(0.01);
    assertThat(gateway(32 * 1024 + 1)).isEqualTo(0.02);
  }

  private double gateway(int bytes) {
    return estimator
        .estimate(Workload.toEveryone(10_000, bytes), DEFAULTS)
        .cost()
        .usd()
        .get("apiGateway");
  }

  @Test
  void estimate_ownRate_bindsBelowTheShare() {
    var slow = Workload.toEveryone(49_000, 10).withRate(OptionalInt.of(1_000));
    var high = slow.withRate(OptionalInt.of(9_000));

    assertThat(estimator.estimate(slow, DEFAULTS).pace().binds()).isEqualTo(Binding.RATE);
    assertThat(estimator.estimate(slow, DEFAULTS).pace().postsPerSecond()).isEqualTo(980);
    assertThat(estimator.estimate(high, DEFAULTS).pace().postsPerSecond()).isEqualTo(7_840);
  }

  @Test
  void estimate_singleShard_isPushedWithoutAMapRun() {
    var one = estimator.estimate(Workload.toEveryone(5_000, 10), DEFAULTS);
    var two = estimator.estimate(Workload.toEveryone(5_001, 10), DEFAULTS);

    assertThat(one.size().shards()).isEqualTo(1);
    assertThat(two.size().shards()).isEqualTo(2);
    assertThat(two.times().millis().push() - one.times().millis().push())
        .isEqualTo(Math.round(model.push().mapRun() - model.push().direct()));
  }

  @Test
  void estimate_fewPushersOrManyShards_bind() {
    var few = new Settings(1_000_000, 100, 20, 5_000, 10, 100, 300);
    var tiny = new Settings(10_000, 100, 20, 1, 1_000, 900, 300);
    var raised = new Estimator(Prices.of(PRICE_BOOK), QUOTAS.withRequestRate(1_000_000), model);

    assertThat(raised.estimate(Workload.toEveryone(1_000_000, 1), few).pace().binds())
        .isEqualTo(Binding.PUSHERS);
    assertThat(raised.estimate(Workload.toEveryone(10_000, 1), tiny).pace().binds())
        .isEqualTo(Binding.DISPATCH);
    assertThat(estimator.estimate(Workload.toEveryone(1_000_000, 1), few).pace().binds())
        .isEqualTo(Binding.QUOTA);
  }

  @Test
  void estimate_emptyAudience_takesTheStepsAndCostsAlmostNothing() {
    var estimate = estimator.estimate(Workload.toEveryone(0, 10), DEFAULTS);

    assertThat(estimate.size().shards()).isZero();
    assertThat(estimate.pace().pushers()).isZero();
    assertThat(estimate.times().millis().push()).isZero();
    assertThat(estimate.cost().totalUsd()).isLessThan(0.001);
  }

  @Test
  void figures_all_haveAUnitADateAndASource() {
    assertThat(
            Stream.of(PRICE_BOOK.prices(), PRICE_BOOK.quotas(), PRICE_BOOK.assumptions())
                .flatMap(figures -> figures.stream()))
        .isNotEmpty()
        .allSatisfy(
            figure -> {
              assertThat(figure.unit()).isNotBlank();
              assertThat(figure.date()).matches("20\\d\\d(-\\d\\d-\\d\\d)?");
              assertThat(figure.source()).isNotBlank();
            });
    assertThat(PRICE_BOOK.assumptions())
        .allMatch(figure -> figure.source().matches("(assumption|docs/performance.md).*"));
  }
}

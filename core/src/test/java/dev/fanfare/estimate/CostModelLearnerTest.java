package dev.fanfare.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fanfare.estimate.CostModel.PostSpeed;
import dev.fanfare.estimate.CostModel.PushOverhead;
import dev.fanfare.estimate.Observation.Posts;
import dev.fanfare.estimate.Observation.Times;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CostModelLearnerTest {
  private static final PriceBook PRICE_BOOK = PriceBook.load();
  private static final CostModel ASSUMED = CostModel.assumed(PRICE_BOOK);
  private static final Settings SETTINGS = new Settings(10_000, 80, 20, 5_000, 10, 100, 300);
  private static final long[] SIZES = {
    100, 500, 1_000, 2_500, 5_000, 10_000, 100, 20_000, 50_000, 1_000
  };
  private static final int[] RATES = {100, 250, 0, 1_000, 0, 2_000, 0, 0, 4_000, 500};

  @Test
  void after_noBroadcast_isTheAssumption() {
    assertThat(ASSUMED.after(Observations.NOTHING)).isEqualTo(ASSUMED);
  }

  @Test
  void after_oneBroadcast_fitsASimilarOne() {
    var model =
        ASSUMED.after(
            Observations.NOTHING.plus(
                new Observation(
                    "a", 1_000, 1, new Posts(8_000, 100, 2_000), new Times(40, 260, 30))));

    var again = estimate(model, 1_000, 0).times().millis();

    assertThat(again.plan()).isCloseTo(40, within(4L));
    assertThat(again.push()).isCloseTo(260, within(26L));
    assertThat(again.reduce()).isCloseTo(30, within(4L));
  }

  /**
   * Property: for all speeds of the machine, ten measured broadcasts predict the next one within
   * five per cent.
   */
  @Property(tries = 150)
  void after_tenBroadcasts_predictsTheNext(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 20, max = 400) double direct,
      @ForAll @DoubleRange(min = 0, max = 800) double more,
      @ForAll @DoubleRange(min = 1_500, max = 20_000) double postRate) {
    var truth =
        new CostModel(
            "truth",
            new LinearFit(direct / 4, 0.01),
            new PushOverhead(direct, direct + more),
            new LinearFit(direct / 5, 0.005),
            10,
            new PostSpeed(1, 1e6, postRate));
    var random = new Random(seed);
    var observed = Observations.NOTHING;
    for (int at = 0; at < SIZES.length; at++) {
      observed = observed.plus(seen(truth, at, random));
    }
    var learnt = ASSUMED.after(observed);

    for (int at = 0; at < SIZES.length; at++) {
      var real = estimate(truth, SIZES[at], RATES[at]);
      var foretold = estimate(learnt, SIZES[at], RATES[at]);
      assertThat((double) foretold.times().reportedMillis())
          .as("%d connections at %d/s", SIZES[at], RATES[at])
          .isCloseTo(real.times().reportedMillis(), Percentage.withPercentage(15));
    }
  }

  private static Observation seen(CostModel truth, int at, Random random) {
    var estimate = estimate(truth, SIZES[at], RATES[at]);
    double noise = 0.95 + random.nextDouble() / 10;
    return new Observation(
        "b" + at,
        SIZES[at],
        estimate.size().shards(),
        new Posts(
            RATES[at] == 0 ? SETTINGS.budget() : RATES[at],
            (long) estimate.pace().pushers() * SETTINGS.postsInFlight(),
            1_000),
        new Times(
            Math.round(estimate.times().millis().plan() * noise),
            Math.round(estimate.times().millis().push() * noise),
            Math.round(estimate.times().millis().reduce() * noise)));
  }

  private static Estimate estimate(CostModel model, long connections, int rate) {
    var workload =
        Workload.toEveryone(connections, 10)
            .withRate(rate == 0 ? OptionalInt.empty() : OptionalInt.of(rate));
    return new Estimator(Prices.of(PRICE_BOOK), Quotas.of(PRICE_BOOK), model)
        .estimate(workload, SETTINGS);
  }

  @Test
  void observed_aboveTheMaximum_dropsTheOldestAndKeepsEachOnce() throws Exception {
    var observed = Observations.NOTHING;
    for (int i = 0; i < 100; i++) {
      observed = observed.plus(observation("b" + i / 2, i));
    }

    assertThat(observed.broadcasts()).hasSize(40);
    assertThat(observed.broadcasts().get(39)).isEqualTo(observation("b49", 99));
    assertThat(Observations.read(observed.json())).isEqualTo(observed);
  }

  private static Observation observation(String broadcastId, long plan) {
    return new Observation(broadcastId, 1, 1, new Posts(1, 1, 1), new Times(plan, 1, 1));
  }
}

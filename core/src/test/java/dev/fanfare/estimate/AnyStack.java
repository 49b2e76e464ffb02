package dev.fanfare.estimate;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Settings and cost models for properties of estimates. */
public final class AnyStack {
  private AnyStack() {}

  public static Arbitrary<Settings> settings() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 200_000),
            Arbitraries.integers().between(1, 100),
            Arbitraries.integers().between(1, 100),
            Arbitraries.integers().between(1, 100_000),
            Arbitraries.integers().between(1, 1_000),
            Arbitraries.integers().between(1, 900),
            Arbitraries.integers().between(4, 900))
        .as(Settings::new);
  }

  public static Arbitrary<CostModel> models() {
    var millis = Arbitraries.doubles().between(0, 5_000);
    return Combinators.combine(
            millis, millis, Arbitraries.doubles().between(0, 100), Arbitraries.of(true, false))
        .as(
            (direct, more, latency, isShared) ->
                new CostModel(
                    "any",
                    new LinearFit(direct, latency / 1_000),
                    new CostModel.PushOverhead(direct, direct + more),
                    new LinearFit(more, latency / 10_000),
                    more,
                    new CostModel.PostSpeed(
                        latency, 20_000, isShared ? 5_000 : Double.POSITIVE_INFINITY)));
  }
}

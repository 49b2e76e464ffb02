package dev.fanfare.estimate;

import dev.fanfare.estimate.CostModel.PostSpeed;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Learns a cost model from observed broadcasts. The assumed values act as observations with a very
 * low weight: they apply where nothing else is known, and one real observation outweighs them.
 */
final class CostModelLearner {
  /** Each broadcast weighs a tenth less than the next one: settings, code and load change. */
  private static final double FADE = 0.9;

  private final CostModel assumed;
  private final List<Observation> usable;

  CostModelLearner(CostModel assumed, Observations observed) {
    this.assumed = assumed;
    this.usable = observed.broadcasts().stream().filter(CostModelLearner::isUsable).toList();
  }

  private static boolean isUsable(Observation one) {
    return one.planned() > 0
        && one.posts().pace() > 0
        && one.times().plan() > 0
        && one.times().push() > 0;
  }

  CostModel model() {
    if (usable.isEmpty()) {
      return assumed;
    }
    double latency = latencyMillis();
    var push = PushFit.of(weighted((one, weight) -> push(one, latency, weight)), assumed);
    return new CostModel(
        "the durations of this stack's latest %s"
            .formatted(usable.size() == 1 ? "1 broadcast" : usable.size() + " broadcasts"),
        assumed.plan().fitted(points(Observation.Times::plan)),
        push.overhead(),
        assumed.reduce().fitted(points(Observation.Times::reduce)),
        assumed.prune(),
        new PostSpeed(
            latency,
            assumed.posts().pusherRate(),
            push.each() > 0 ? 1_000 / push.each() : Double.POSITIVE_INFINITY));
  }

  private interface Weighted<T> {
    T of(Observation one, double weight);
  }

  /** The minimum observed latency; anything above it comes from too many concurrent posts. */
  private double latencyMillis() {
    return usable.stream()
        .mapToDouble(one -> one.posts().latencyMicros() / 1_000.0)
        .filter(millis -> millis > 0)
        .min()
        .orElse(assumed.posts().latency());
  }

  private PushFit.Push push(Observation one, double latencyMillis, double weight) {
    double permits = one.planned() / (one.posts().pace() * Posting.PERMITS) * 1_000;
    double answers = one.planned() * latencyMillis / Math.max(1, one.posts().underWay());
    return new PushFit.Push(
        one.planned(), one.shards() > 1, Math.max(permits, answers), one.times().push(), weight);
  }

  private List<LinearFit.Point> points(ToLongFunction<Observation.Times> millis) {
    return weighted(
        (one, weight) ->
            new LinearFit.Point(one.planned(), millis.applyAsLong(one.times()), weight));
  }

  private <T> List<T> weighted(Weighted<T> function) {
    return IntStream.range(0, usable.size())
        .mapToObj(at -> function.of(usable.get(at), Math.pow(FADE, usable.size() - 1.0 - at)))
        .toList();
  }
}

package dev.fanfare.estimate;

import dev.fanfare.estimate.CostModel.PushOverhead;
import java.util.List;

/**
 * The time of a push beyond its permits, fitted to observed pushes: {@code around + max(allowed,
 * connections × each)}. For a given {@code each}, the overheads with and without a Map Run are
 * weighted means, so one search over {@code each} finds all three values. If only one kind of push
 * was observed, the other overhead is scaled from its assumption by the same factor.
 *
 * @param each machine time per post, of all pushers together, in milliseconds
 * @param error weighted sum of squared relative errors
 */
record PushFit(PushOverhead overhead, double each, double error) {
  private static final double PRIOR_WEIGHT = 0.01;

  /**
   * High enough that two small broadcasts with different luck do not make a large one look endless.
   */
  private static final double EACH_WEIGHT = 0.02;

  /** The audience size at which a candidate {@code each} is compared with the assumption. */
  private static final long LARGE = 50_000;

  private static final double MIN_MILLIS_EACH = 0.005;
  private static final double MAX_MILLIS_EACH = 5;
  private static final double STEP = 1.05;

  /**
   * An observed push.
   *
   * @param allowed minimum duration due to permits and waiting for answers, in milliseconds
   */
  record Push(long connections, boolean isMapRun, double allowed, double millis, double weight) {
    double posts(double each) {
      return Math.max(allowed, connections * each);
    }
  }

  /** The best fit, or the assumption if nothing fits better. */
  static PushFit of(List<Push> pushes, CostModel assumed) {
    double assumedEach = 1_000 / assumed.posts().totalRate();
    var best = tried(assumedEach, pushes, assumed);
    for (double each = MIN_MILLIS_EACH; each <= MAX_MILLIS_EACH; each *= STEP) {
      var next = tried(each, pushes, assumed);
      best = next.error < best.error ? next : best;
    }
    return best;
  }

  private static PushFit tried(double each, List<Push> pushes, CostModel assumed) {
    var overhead = overhead(each, pushes, assumed.push());
    double shortest =
        pushes.stream().mapToDouble(p -> p.allowed() / p.connections()).min().orElse(1);
    double expected = LARGE * Math.max(shortest, 1_000 / assumed.posts().totalRate());
    double error = EACH_WEIGHT * square(Math.log(LARGE * Math.max(shortest, each) / expected));
    for (var push : pushes) {
      double took = (push.isMapRun() ? overhead.mapRun() : overhead.direct()) + push.posts(each);
      error += push.weight() * square(took / push.millis() - 1);
    }
    return new PushFit(overhead, each, error);
  }

  private static PushOverhead overhead(double each, List<Push> pushes, PushOverhead assumed) {
    double direct = fit(each, pushes, false, assumed.direct());
    double mapRun = fit(each, pushes, true, assumed.mapRun());
    if (pushes.stream().noneMatch(Push::isMapRun)) {
      mapRun = assumed.mapRun() * direct / Math.max(1, assumed.direct());
    } else if (pushes.stream().allMatch(Push::isMapRun)) {
      direct = assumed.direct() * mapRun / Math.max(1, assumed.mapRun());
    }
    return new PushOverhead(direct, Math.max(direct, mapRun));
  }

  /** The overhead with the least relative errors; not negative. */
  private static double fit(double each, List<Push> pushes, boolean ofMapRun, double assumed) {
    double weights = PRIOR_WEIGHT / square(assumed);
    double sum = assumed * weights;
    for (var push : pushes) {
      if (push.isMapRun() == ofMapRun) {
        double weight = push.weight() / square(push.millis());
        weights += weight;
        sum += weight * (push.millis() - push.posts(each));
      }
    }
    return Math.max(0, sum / weights);
  }

  private static double square(double value) {
    return value * value;
  }
}

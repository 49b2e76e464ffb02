package dev.fanfare.estimate;

import java.util.List;

/**
 * A duration that grows linearly with the audience.
 *
 * @param fixed fixed part, in milliseconds
 * @param each milliseconds per connection
 */
public record LinearFit(double fixed, double each) {
  /** Weight of the assumption relative to one observed broadcast, applied at two sizes. */
  private static final double PRIOR_WEIGHT = 0.05;

  private static final long SMALL = 100;
  private static final long LARGE = 50_000;

  /** Shorter times are noise: errors weigh no more below this value than at it. */
  private static final double MIN_MILLIS = 5;

  /**
   * An observed duration.
   *
   * @param weight relative weight; decreases with age
   */
  record Point(long connections, double millis, double weight) {}

  public double at(long connections) {
    return fixed + each * connections;
  }

  /**
   * The line with the least squares of relative errors: ten milliseconds matter at a hundred
   * connections, and do not at ten thousand. The assumption counts as two points of very low
   * weight, so it applies where there are no observations.
   */
  LinearFit fitted(List<Point> seen) {
    var sums = new Sums();
    sums.add(new Point(SMALL, at(SMALL), PRIOR_WEIGHT));
    sums.add(new Point(LARGE, at(LARGE), PRIOR_WEIGHT));
    seen.forEach(sums::add);
    return sums.line();
  }

  private static final class Sums {
    private double w;
    private double wx;
    private double wxx;
    private double wy;
    private double wxy;

    void add(Point point) {
      double scale = Math.max(MIN_MILLIS, point.millis());
      double weight = point.weight() / (scale * scale);
      double x = point.connections();
      w += weight;
      wx += weight * x;
      wxx += weight * x * x;
      wy += weight * point.millis();
      wxy += weight * x * point.millis();
    }

    /** Neither part is negative: if one would be, it becomes zero and the other is fitted alone. */
    LinearFit line() {
      double determinant = w * wxx - wx * wx;
      double each = (w * wxy - wx * wy) / determinant;
      double fixed = (wy - each * wx) / w;
      if (each < 0) {
        return new LinearFit(wy / w, 0);
      }
      return fixed < 0 ? new LinearFit(0, wxy / wxx) : new LinearFit(fixed, each);
    }
  }
}

package dev.fanfare.estimate;

import java.util.List;

/**
 * A time that grows with the audience: a fixed part, and one per connection.
 *
 * @param fixed milliseconds
 * @param each milliseconds per connection
 */
public record LinearFit(double fixed, double each) {
  /** How much an assumption counts beside one broadcast that was seen, at two sizes. */
  private static final double PRIOR_WEIGHT = 0.05;

  private static final long SMALL = 100;
  private static final long LARGE = 50_000;

  /** So little is noise: below it, a millisecond counts no more than at it. */
  private static final double MIN_MILLIS = 5;

  /**
   * A time that was seen.
   *
   * @param weight against others; less the longer ago
   */
  record Point(long connections, double millis, double weight) {}

  public double at(long connections) {
    return fixed + each * connections;
  }

  /**
   * The line with the least squares of relative errors: ten milliseconds are much at a hundred
   * connections, and nothing at ten thousand. The assumption counts as two points that were hardly
   * seen, so it holds where nothing was.
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

    /** Neither part is negative: where one would be, the other does it alone. */
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

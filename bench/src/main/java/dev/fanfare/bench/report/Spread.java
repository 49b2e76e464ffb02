package dev.fanfare.bench.report;

import java.util.Collection;
import java.util.Locale;

/** A figure of several runs. */
record Spread(double median, double least, double most) {

  /**
   * @throws IllegalArgumentException when there are no figures
   */
  static Spread of(Collection<Double> figures) {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("no figures have no median");
    }
    double[] sorted = figures.stream().mapToDouble(figure -> figure).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** Such as {@code 9.8 (9.5–10.2)}, or {@code 9.8} when all are the same. */
  String text(int decimals) {
    String number = "%,." + decimals + "f";
    String middle = String.format(Locale.ROOT, number, median);
    return least == most
        ? middle
        : String.format(Locale.ROOT, "%s (" + number + "–" + number + ")", middle, least, most);
  }
}

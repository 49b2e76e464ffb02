package dev.fanfare.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.Locale;

/** The median, minimum and maximum of a value over several runs; JSON keeps its older names. */
record Spread(double median, @JsonProperty("least") double min, @JsonProperty("most") double max) {

  /**
   * @throws IllegalArgumentException if there are no values
   */
  static Spread of(Collection<Double> figures) {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("an empty list has no median");
    }
    double[] sorted = figures.stream().mapToDouble(figure -> figure).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** Returns a text such as {@code 9.8 (9.5–10.2)}, or {@code 9.8} if all values are equal. */
  String text(int decimals) {
    String number = "%,." + decimals + "f";
    String middle = String.format(Locale.ROOT, number, median);
    return min == max
        ? middle
        : String.format(Locale.ROOT, "%s (" + number + "–" + number + ")", middle, min, max);
  }
}

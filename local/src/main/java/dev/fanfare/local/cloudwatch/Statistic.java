package dev.fanfare.local.cloudwatch;

import dev.fanfare.local.http.Input;
import java.util.regex.Pattern;

/** A statistic, by its CloudWatch name. */
record Statistic(String name) {
  private static final Pattern PERCENTILE = Pattern.compile("p(100|[0-9]{1,2}(\\.[0-9]{1,10})?)");

  /**
   * @param parameter the name of the request's parameter, for the error
   * @throws dev.fanfare.local.http.ApiError if the statistic is unknown or not supported here
   */
  static Statistic of(String parameter, String name) {
    return switch (name) {
      case "Sum", "Average", "Minimum", "Maximum", "SampleCount" -> new Statistic(name);
      default -> {
        if (!PERCENTILE.matcher(name).matches()) {
          throw Input.invalid(
              parameter,
              name,
              "must be Sum, Average, Minimum, Maximum, SampleCount or a percentile such as p99.9");
        }
        yield new Statistic(name);
      }
    };
  }

  double of(Distribution values) {
    return switch (name) {
      case "Sum" -> values.sum();
      case "Average" -> values.average();
      case "Minimum" -> values.min();
      case "Maximum" -> values.max();
      case "SampleCount" -> values.count();
      default -> values.percentile(Double.parseDouble(name.substring(1)));
    };
  }
}

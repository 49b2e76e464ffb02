package dev.fanfare.local.cloudwatch;

import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.Input;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An alarm on one metric.
 *
 * @param actions the ARNs that AWS would call
 */
record Alarm(
    String name,
    String description,
    Reading reading,
    Rule rule,
    boolean actionsEnabled,
    List<String> actions) {

  /**
   * The values to evaluate.
   *
   * @param period in seconds
   */
  record Reading(MetricId metric, Statistic statistic, int period, Optional<String> unit) {}

  /**
   * The condition for the state ALARM.
   *
   * @param periods the number of periods to evaluate
   * @param datapoints the number of periods that must breach the threshold
   * @param missing how to treat a period without data
   */
  record Rule(double threshold, String comparison, int periods, int datapoints, String missing) {}

  static final Set<String> COMPARISONS =
      Set.of(
          "GreaterThanOrEqualToThreshold",
          "GreaterThanThreshold",
          "LessThanThreshold",
          "LessThanOrEqualToThreshold");
  private static final Set<String> MISSING =
      Set.of("missing", "ignore", "breaching", "notBreaching");

  /**
   * Reads the input of {@code PutMetricAlarm}.
   *
   * @throws ApiError if it is invalid, or uses metric math or an anomaly detection band
   */
  static Alarm of(Input input) {
    if (input.has("Metrics") || input.has("ThresholdMetricId")) {
      throw new ApiError(
          400,
          "ValidationError",
          "The local CloudWatch supports alarms on one metric, not on metric math or bands");
    }
    int periods = input.requiredWhole("EvaluationPeriods");
    double points = input.number("DatapointsToAlarm").orElse(periods);
    if (points < 1 || points > periods) {
      throw Input.invalid(
          "DatapointsToAlarm", String.valueOf(points), "must be from 1 to EvaluationPeriods");
    }
    return new Alarm(
        input.required("AlarmName"),
        input.text("AlarmDescription").orElse(""),
        new Reading(
            MetricId.of(input), statistic(input), MetricService.period(input), input.text("Unit")),
        new Rule(
            input.requiredNumber("Threshold"),
            oneOf(input, "ComparisonOperator", COMPARISONS, input.required("ComparisonOperator")),
            periods,
            (int) points,
            oneOf(input, "TreatMissingData", MISSING, "missing")),
        input.flag("ActionsEnabled", true),
        input.texts("AlarmActions"));
  }

  private static Statistic statistic(Input input) {
    return input
        .text("ExtendedStatistic")
        .map(name -> Statistic.of("ExtendedStatistic", name))
        .orElseGet(() -> Statistic.of("Statistic", input.required("Statistic")));
  }

  private static String oneOf(Input input, String name, Set<String> allowed, String defaultValue) {
    String value = input.text(name).orElse(defaultValue);
    if (!allowed.contains(value)) {
      throw Input.invalid(name, value, "must be one of " + String.join(", ", allowed));
    }
    return value;
  }

  /** Whether a value breaches the threshold. */
  boolean isBreachedBy(double value) {
    double threshold = rule.threshold();
    return switch (rule.comparison()) {
      case "GreaterThanOrEqualToThreshold" -> value >= threshold;
      case "GreaterThanThreshold" -> value > threshold;
      case "LessThanThreshold" -> value < threshold;
      default -> value <= threshold;
    };
  }
}

package dev.fanfare.local.cloudwatch;

import static dev.fanfare.local.cloudformation.yaml.Schema.anything;
import static dev.fanfare.local.cloudformation.yaml.Schema.blockOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.decimal;
import static dev.fanfare.local.cloudformation.yaml.Schema.listOf;

import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.TypeDescription;
import dev.fanfare.local.cloudformation.yaml.Schema;

/** {@code AWS::CloudWatch::Alarm}, which has no effect on one machine. */
public final class AlarmType implements ResourceType {
  private static final Schema DIMENSIONS = listOf(blockOf("Name", "Value"));
  private static final Schema METRICS =
      listOf(
          blockOf("Id", "Expression", "Label", "Period", "ReturnData")
              .and(
                  "MetricStat",
                  blockOf("Period", "Stat", "Unit")
                      .must(
                          "Metric",
                          blockOf("MetricName", "Namespace").and("Dimensions", DIMENSIONS))));

  private static final TypeDescription DESCRIPTION =
      TypeDescription.of(
              "AWS::CloudWatch::Alarm",
              blockOf(
                      "AlarmName",
                      "AlarmDescription",
                      "ActionsEnabled",
                      "AlarmActions",
                      "OKActions",
                      "InsufficientDataActions",
                      "Namespace",
                      "MetricName",
                      "Statistic",
                      "ExtendedStatistic",
                      "Unit",
                      "Period",
                      "DatapointsToAlarm",
                      "TreatMissingData",
                      "Tags")
                  .and("Dimensions", DIMENSIONS)
                  .and("Metrics", METRICS)
                  .and("Threshold", decimal())
                  .must("EvaluationPeriods", anything())
                  .must("ComparisonOperator", anything()))
          .named("AlarmName", 255)
          .arn("Arn", identity -> identity.account().alarmArn(identity.name()))
          .withoutEffect("no alarm is raised on one machine");

  @Override
  public TypeDescription description() {
    return DESCRIPTION;
  }
}

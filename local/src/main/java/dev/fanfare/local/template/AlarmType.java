package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.anyText;
import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.decimal;
import static dev.fanfare.local.template.Shape.flag;
import static dev.fanfare.local.template.Shape.listOf;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.tags;
import static dev.fanfare.local.template.Shape.text;
import static dev.fanfare.local.template.Shape.whole;

/** {@code AWS::CloudWatch::Alarm}: checked, and then without effect. */
final class AlarmType {
  private static final Shape ACTIONS = listOf(text("arn:.+"), 0, 5);
  private static final Shape STATISTIC =
      oneOf("Average", "Maximum", "Minimum", "SampleCount", "Sum");
  private static final Shape DIMENSIONS =
      listOf(block().must("Name", text()).must("Value", text()), 0, 30);
  private static final Shape COMPARISON =
      oneOf(
          "GreaterThanOrEqualToThreshold",
          "GreaterThanThreshold",
          "LessThanThreshold",
          "LessThanOrEqualToThreshold");
  private static final Shape METRICS =
      listOf(
          block()
              .must("Id", text("[a-z][A-Za-z0-9_]*"))
              .and("Expression", text())
              .and("Label", anyText())
              .and("Period", whole(1, 86_400))
              .and("ReturnData", flag())
              .and(
                  "MetricStat",
                  block()
                      .must(
                          "Metric",
                          block()
                              .and("MetricName", text())
                              .and("Namespace", text())
                              .and("Dimensions", DIMENSIONS))
                      .must("Period", whole(1, 86_400))
                      .must("Stat", text())
                      .and("Unit", text())));

  static final ResourceType TYPE =
      ResourceType.of(
              "AWS::CloudWatch::Alarm",
              block()
                  .and("AlarmName", text())
                  .and("AlarmDescription", anyText())
                  .and("ActionsEnabled", flag())
                  .and("AlarmActions", ACTIONS)
                  .and("OKActions", ACTIONS)
                  .and("InsufficientDataActions", ACTIONS)
                  .and("Namespace", text())
                  .and("MetricName", text())
                  .and("Dimensions", DIMENSIONS)
                  .and("Metrics", METRICS)
                  .and("Statistic", STATISTIC)
                  .and("ExtendedStatistic", text())
                  .and("Unit", text())
                  .and("Period", whole(1, 86_400))
                  .must("EvaluationPeriods", whole(1, Integer.MAX_VALUE))
                  .and("DatapointsToAlarm", whole(1, Integer.MAX_VALUE))
                  .and("Threshold", decimal())
                  .must("ComparisonOperator", COMPARISON)
                  .and("TreatMissingData", oneOf("breaching", "notBreaching", "ignore", "missing"))
                  .and("Tags", tags()))
          .named("AlarmName", 255)
          .attribute("Arn", identity -> identity.account().alarmArn(identity.name()))
          .withoutEffect("no alarm is raised on one machine");

  private AlarmType() {}
}

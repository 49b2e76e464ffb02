package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.DeployedStack;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Checks the CloudWatch alarms of this stack, and ignores other alarms of the account. */
final class Alarms implements Check {
  private static final String OUR_METRICS = "Fanfare";

  @Override
  public String title() {
    return "alarms";
  }

  @Override
  public List<Finding> run(CheckContext context) {
    DeployedStack stack = context.stack();
    return context
        .ask(
            "cloudwatch:DescribeAlarms",
            () ->
                stack.metrics().describeAlarmsPaginator().metricAlarms().stream()
                    .filter(alarm -> isAbout(stack.name(), alarm))
                    .toList())
        .map(this::evaluate)
        .orElse(List.of());
  }

  /** Whether an alarm is about this stack: by its name, its namespace or its dimensions. */
  static boolean isAbout(String stack, MetricAlarm alarm) {
    return alarm.alarmName().startsWith(stack)
        || OUR_METRICS.equals(alarm.namespace())
        || alarm.dimensions().stream().anyMatch(each -> each.value().contains(stack));
  }

  List<Finding> evaluate(List<MetricAlarm> alarms) {
    var findings = new ArrayList<Finding>();
    for (MetricAlarm alarm : alarms) {
      if (alarm.stateValue() == StateValue.ALARM) {
        findings.add(
            Finding.fix(
                title(),
                alarm.alarmName() + " is in ALARM: " + alarm.stateReason(),
                "find its cause; send --canary with this --alarm stops while it is on"));
      }
    }
    if (alarms.isEmpty()) {
      findings.add(
          Finding.note(
              title(),
              "none watches this stack",
              "create one on the depth of the dead-letter queue, and one on the metric unreachable in"
                  + " namespace Fanfare"));
    } else if (findings.isEmpty()) {
      findings.add(Finding.ok(title(), "none of " + alarms.size() + " is on"));
    }
    return findings;
  }
}

package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.anyText;
import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.text;
import static dev.fanfare.local.template.Shape.whole;

import dev.fanfare.local.scheduler.InvalidScheduleException;
import dev.fanfare.local.scheduler.ScheduleExpression;
import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * {@code AWS::Scheduler::Schedule} whose target is a state machine or a function of the same
 * template.
 */
final class ScheduleType {
  private static final String START = "states:StartExecution";
  private static final String INVOKE = "lambda:InvokeFunction";

  static final ResourceType TYPE =
      ResourceType.of(
              "AWS::Scheduler::Schedule",
              block()
                  .and("Name", text("[0-9a-zA-Z-_.]{1,64}"))
                  .and("Description", anyText())
                  .and("GroupName", oneOf("default"))
                  .must("ScheduleExpression", text())
                  .and("ScheduleExpressionTimezone", text())
                  .and("State", oneOf("ENABLED", "DISABLED"))
                  .must("FlexibleTimeWindow", block().must("Mode", oneOf("OFF")))
                  .must(
                      "Target",
                      block()
                          .must("Arn", text("arn:.+"))
                          .must("RoleArn", text("arn:.+"))
                          .and("Input", text())
                          .noEffect(
                              "RetryPolicy",
                              block()
                                  .and("MaximumRetryAttempts", whole(0, 185))
                                  .and("MaximumEventAgeInSeconds", whole(60, 86_400)),
                              "a target on this machine takes a call or never will")))
          .named("Name", 64)
          .attribute("Arn", identity -> identity.account().scheduleArn(identity.name()));

  private ScheduleType() {}

  static ScheduleResource read(Resolved schedule, ResourceIndex index, Problems problems) {
    var properties = schedule.properties();
    var target = properties.fields("Target").orElseThrow();
    var resource =
        new ScheduleResource(
            schedule.logicalId(),
            schedule.name(),
            properties.text("Description").orElse(""),
            properties.text("ScheduleExpression").orElseThrow(),
            properties.text("ScheduleExpressionTimezone").orElse("UTC"),
            properties.text("State").orElse("ENABLED").equals("ENABLED"),
            target.text("Arn").orElseThrow(),
            target.text("RoleArn").orElseThrow(),
            target.text("Input").orElse("{}"));
    checkTime(schedule, resource, problems);
    checkTarget(schedule, resource, index, problems);
    return resource;
  }

  private static void checkTime(Resolved schedule, ScheduleResource read, Problems problems) {
    try {
      ScheduleExpression.Reader.read(read.expression());
    } catch (InvalidScheduleException e) {
      report(schedule, "ScheduleExpression", read.expression(), e.getMessage(), problems);
    }
    try {
      ZoneId.of(read.zone());
    } catch (DateTimeException e) {
      report(
          schedule,
          "ScheduleExpressionTimezone",
          read.zone(),
          "must be a time zone as in Europe/Berlin",
          problems);
    }
  }

  private static void checkTarget(
      Resolved schedule, ScheduleResource read, ResourceIndex index, Problems problems) {
    boolean isFunction = index.function(read.targetArn()).isPresent();
    if (!isFunction
        && index.find(StateMachineType.TYPE, StateMachineType::arn, read.targetArn()).isEmpty()) {
      report(
          schedule,
          "Target.Arn",
          read.targetArn(),
          "must be the ARN of a state machine or a function of this template",
          problems);
    }
    String action = isFunction ? INVOKE : START;
    boolean mayStart =
        index.role(read.roleArn()).stream()
            .flatMap(role -> RoleType.statements(role, index).stream())
            .anyMatch(
                statement ->
                    statement.effect().equals("Allow")
                        && statement.actions().contains(action)
                        && statement.resources().contains(read.targetArn()));
    if (!mayStart) {
      report(
          schedule,
          "Target.RoleArn",
          read.roleArn(),
          "must be the ARN of a role of this template that may " + action + " for the target",
          problems);
    }
  }

  private static void report(
      Resolved schedule, String property, String value, String rule, Problems problems) {
    problems.add(
        schedule.at(property), schedule.lineOf(property.replaceAll("\\..*", "")), value, rule);
  }
}

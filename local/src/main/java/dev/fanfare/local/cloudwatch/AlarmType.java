package dev.fanfare.local.cloudwatch;

import dev.fanfare.local.cloudformation.resources.ResourceType;

/** {@code AWS::CloudWatch::Alarm}, which has no effect on one machine. */
public final class AlarmType {
  public static final ResourceType ALARM =
      ResourceType.of(AlarmType.class, "AWS::CloudWatch::Alarm")
          .named("AlarmName", 255)
          .arn("Arn", identity -> identity.account().alarmArn(identity.name()))
          .withoutEffect("the local stack evaluates no alarms of the template");

  private AlarmType() {}
}

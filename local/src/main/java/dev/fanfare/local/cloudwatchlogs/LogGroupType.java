package dev.fanfare.local.cloudwatchlogs;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import java.util.Optional;

/** {@code AWS::Logs::LogGroup}. */
public final class LogGroupType {
  public static final ResourceType LOG_GROUP =
      ResourceType.of(LogGroupType.class, "AWS::Logs::LogGroup")
          .named("LogGroupName", 512)
          .arn("Arn", identity -> identity.account().logGroupArn(identity.name()) + ":*")
          .reads(LogGroupType::read);

  private LogGroupType() {}

  private static Optional<LogGroupSpec> read(Resource group) {
    return Optional.of(
        new LogGroupSpec(
            group.logicalId(), group.name(), group.properties().whole("RetentionInDays")));
  }
}

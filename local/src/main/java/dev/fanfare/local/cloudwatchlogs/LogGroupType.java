package dev.fanfare.local.cloudwatchlogs;

import static dev.fanfare.local.cloudformation.yaml.Schema.block;
import static dev.fanfare.local.cloudformation.yaml.Schema.text;
import static dev.fanfare.local.cloudformation.yaml.Schema.whole;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.TypeDescription;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import java.util.Optional;

/** {@code AWS::Logs::LogGroup}. */
public final class LogGroupType implements ResourceType {
  private static final TypeDescription DESCRIPTION =
      TypeDescription.of(
              "AWS::Logs::LogGroup",
              block()
                  .and("LogGroupName", text())
                  .noEffect(NoEffect.KEPT_WHILE_RUNNING, "RetentionInDays", whole())
                  .noEffect(NoEffect.NOT_BILLED, "LogGroupClass")
                  .noEffect(NoEffect.NOT_ENCRYPTED, "KmsKeyId")
                  .noEffect(NoEffect.NO_TAGS, "Tags"))
          .named("LogGroupName", 512)
          .arn("Arn", identity -> identity.account().logGroupArn(identity.name()) + ":*");

  @Override
  public TypeDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Optional<LogGroupSpec> read(Resource group) {
    return Optional.of(
        new LogGroupSpec(
            group.logicalId(), group.name(), group.properties().whole("RetentionInDays")));
  }
}

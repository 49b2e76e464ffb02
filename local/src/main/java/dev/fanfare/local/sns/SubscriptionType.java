package dev.fanfare.local.sns;

import static dev.fanfare.local.cloudformation.yaml.Schema.block;
import static dev.fanfare.local.cloudformation.yaml.Schema.flag;
import static dev.fanfare.local.cloudformation.yaml.Schema.text;

import dev.fanfare.local.cloudformation.resources.Identity;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.TypeDescription;
import java.util.Optional;

/** {@code AWS::SNS::Subscription}; {@link TopicType} reads it. */
public final class SubscriptionType implements ResourceType {
  static final String NAME = "AWS::SNS::Subscription";

  private static final TypeDescription DESCRIPTION =
      TypeDescription.of(
              NAME,
              block()
                  .must("TopicArn", text())
                  .must("Protocol", TopicType.PROTOCOL)
                  .must("Endpoint", text())
                  .and("RawMessageDelivery", flag())
                  .and("RedrivePolicy", block().must("deadLetterTargetArn", text())))
          .ref(SubscriptionType::arn)
          .arn("Arn", SubscriptionType::arn);

  @Override
  public TypeDescription description() {
    return DESCRIPTION;
  }

  private static String arn(Identity identity) {
    return identity.account().topicArn(identity.name());
  }

  @Override
  public Optional<?> read(Resource subscription) {
    if (subscription.all().byArn("AWS::SNS::Topic", subscription.text("TopicArn")).isEmpty()) {
      subscription.refuse("TopicArn", "must be the ARN of a topic of this template");
    }
    return Optional.empty();
  }
}

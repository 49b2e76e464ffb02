package dev.fanfare.local.sns;

import dev.fanfare.local.cloudformation.resources.Identity;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.yaml.Value;
import dev.fanfare.local.iam.PermissionType;
import dev.fanfare.local.iam.ResourcePolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code AWS::SNS::Topic}. A template declares subscriptions in three places: in the topic, in
 * resources of type {@code AWS::SNS::Subscription}, and in the events of functions. A policy or
 * permission must let SNS deliver to each endpoint.
 */
public final class TopicType {
  public static final ResourceType POLICY =
      ResourcePolicies.type(
          TopicType.class,
          "AWS::SNS::TopicPolicy",
          "Topics",
          "AWS::SNS::Topic",
          "the ARN of a topic");

  private static final String SUBSCRIPTION_NAME = "AWS::SNS::Subscription";
  private static final String SNS = "sns.amazonaws.com";

  public static final ResourceType TOPIC =
      ResourceType.of(TopicType.class, "AWS::SNS::Topic")
          .named("TopicName", 256)
          .ref(TopicType::arn)
          .arn("TopicArn", TopicType::arn)
          .attribute("TopicName", Identity::name)
          .reads(TopicType::read);

  public static final ResourceType SUBSCRIPTION =
      ResourceType.of(TopicType.class, SUBSCRIPTION_NAME)
          .ref(TopicType::arn)
          .arn("Arn", TopicType::arn)
          .checks(TopicType::checkTopic);

  private TopicType() {}

  private static String arn(Identity identity) {
    return identity.account().topicArn(identity.name());
  }

  private static Optional<TopicSpec> read(Resource topic) {
    var subscriptions = new ArrayList<Subscription>();
    for (var block : topic.properties().blocks("Subscription")) {
      subscriptions.add(subscription(topic, "Subscription", block, topic.arn()));
    }
    for (var resource : topic.all().soundOf(SUBSCRIPTION_NAME)) {
      if (resource.text("TopicArn").equals(topic.arn())) {
        subscriptions.add(subscription(resource, "Endpoint", resource.properties(), topic.arn()));
      }
    }
    for (var function : topic.all().soundOf("AWS::Serverless::Function")) {
      subscriptions.addAll(fromEvents(function, topic.arn()));
    }
    return Optional.of(new TopicSpec(topic.logicalId(), topic.name(), topic.arn(), subscriptions));
  }

  private static void checkTopic(Resource subscription) {
    if (subscription.all().byArn("AWS::SNS::Topic", subscription.text("TopicArn")).isEmpty()) {
      subscription.refuse("TopicArn", "must be the ARN of a topic of this template");
    }
  }

  /** SAM generates a subscription, and a permission for SNS, from each event of a function. */
  private static List<Subscription> fromEvents(Resource function, String topicArn) {
    return function.events("SNS").values().stream()
        .filter(event -> event.text("Topic").filter(topicArn::equals).isPresent())
        .map(
            event ->
                Subscription.of(
                    topicArn,
                    Subscription.FUNCTION,
                    function.aliasArn(),
                    false,
                    event.section("RedrivePolicy").text("deadLetterTargetArn")))
        .toList();
  }

  private static Subscription subscription(
      Resource owner, String property, Value.Fields block, String topicArn) {
    var protocol = block.text("Protocol").orElseThrow();
    var endpoint = block.text("Endpoint").orElseThrow();
    if (protocol.equals(Subscription.QUEUE)) {
      checkQueue(owner, property, endpoint);
    } else {
      checkFunction(owner, property, endpoint, topicArn);
    }
    var deadLetters = block.section("RedrivePolicy").text("deadLetterTargetArn");
    deadLetters.ifPresent(queue -> checkQueue(owner, "RedrivePolicy", queue));
    return Subscription.of(
        topicArn, protocol, endpoint, block.flag("RawMessageDelivery", false), deadLetters);
  }

  private static void checkQueue(Resource owner, String property, String arn) {
    if (owner.all().byArn("AWS::SQS::Queue", arn).isEmpty()) {
      owner.refuse(property, arn, "must be the ARN of a queue of this template");
    } else if (!ResourcePolicies.lets(
        owner.all(), "AWS::SQS::QueuePolicy", SNS, "sqs:SendMessage", arn)) {
      owner.refuse(property, arn, "no AWS::SQS::QueuePolicy lets " + SNS + " send to it");
    }
  }

  private static void checkFunction(Resource owner, String property, String arn, String topicArn) {
    if (owner.all().byArn("AWS::Serverless::Function", arn).isEmpty()) {
      owner.refuse(property, arn, "must be a function of this template or one of its aliases");
    } else if (!PermissionType.lets(owner.all(), SNS, arn, topicArn)) {
      owner.refuse(
          property, arn, "no AWS::Lambda::Permission lets " + SNS + " invoke it for " + topicArn);
    }
  }
}

package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.anyText;
import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.flag;
import static dev.fanfare.local.template.Shape.listOf;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.tags;
import static dev.fanfare.local.template.Shape.text;

/** {@code AWS::SNS::Topic}, its subscriptions and its policy. */
final class TopicTypes {
  static final String QUEUE = "sqs";
  static final String FUNCTION = "lambda";
  static final Shape.Block REDRIVE = block().must("deadLetterTargetArn", text("arn:.+"));
  private static final Shape PROTOCOL = oneOf(QUEUE, FUNCTION);
  private static final String NOT_SHOWN = "nothing shows it";

  static final ResourceType TOPIC =
      ResourceType.of(
              "AWS::SNS::Topic",
              block()
                  .and("TopicName", text("[A-Za-z0-9_-]{1,256}"))
                  .and(
                      "Subscription",
                      listOf(block().must("Protocol", PROTOCOL).must("Endpoint", text("arn:.+"))))
                  .noEffect("DisplayName", anyText(), NOT_SHOWN)
                  .noEffect("KmsMasterKeyId", text(), "nothing is encrypted on one machine")
                  .noEffect("SignatureVersion", oneOf("1", "2"), "nothing is signed here")
                  .noEffect(
                      "TracingConfig", oneOf("Active", "PassThrough"), "nothing collects traces")
                  .noEffect("Tags", tags(), "nothing reads tags"))
          .named("TopicName", 256)
          .ref(TopicTypes::arn)
          .attribute("TopicArn", TopicTypes::arn)
          .attribute("TopicName", Identity::name);

  static final ResourceType SUBSCRIPTION =
      ResourceType.of(
              "AWS::SNS::Subscription",
              block()
                  .must("TopicArn", text("arn:.+"))
                  .must("Protocol", PROTOCOL)
                  .must("Endpoint", text("arn:.+"))
                  .and("RawMessageDelivery", flag())
                  .and("RedrivePolicy", REDRIVE))
          .ref(identity -> identity.account().topicArn(identity.name()))
          .attribute("Arn", identity -> identity.account().topicArn(identity.name()));

  static final ResourceType POLICY =
      ResourceType.of(
              "AWS::SNS::TopicPolicy",
              block()
                  .must("Topics", listOf(text("arn:.+"), 1, Integer.MAX_VALUE))
                  .must("PolicyDocument", PolicyDocuments.OF_RESOURCE))
          .withoutEffect("no policy is evaluated on one machine");

  private TopicTypes() {}

  static String arn(Identity identity) {
    return identity.account().topicArn(identity.name());
  }

  /** Reports a policy for a topic that is not there. */
  static void checkPolicy(Resolved policy, ResourceIndex index, Problems problems) {
    for (var arn : policy.properties().texts("Topics")) {
      if (index.topic(arn).isEmpty()) {
        problems.add(
            policy.at("Topics"),
            policy.lineOf("Topics"),
            arn,
            "must be the ARN of a topic of this template");
      }
    }
  }
}

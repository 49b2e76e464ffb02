package dev.fanfare.local.sqs;

import dev.fanfare.local.cloudformation.resources.Identity;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.iam.ResourcePolicies;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** {@code AWS::SQS::Queue}. Defaults are those of SQS. */
public final class QueueType {
  public static final ResourceType POLICY =
      ResourcePolicies.type(
          QueueType.class,
          "AWS::SQS::QueuePolicy",
          "Queues",
          "AWS::SQS::Queue",
          "the URL of a queue");

  private QueueType() {}

  /**
   * @param url returns the URL of a queue by its name
   */
  public static ResourceType queue(UnaryOperator<String> url) {
    return ResourceType.of(QueueType.class, "AWS::SQS::Queue")
        .named("QueueName", 80)
        .ref(identity -> url.apply(identity.name()))
        .arn("Arn", identity -> identity.account().queueArn(identity.name()))
        .attribute("QueueName", Identity::name)
        .attribute("QueueUrl", identity -> url.apply(identity.name()))
        .reads(QueueType::read);
  }

  private static Optional<QueueSpec> read(Resource queue) {
    return Optional.of(
        new QueueSpec(
            queue.logicalId(),
            queue.name(),
            queue.arn(),
            queue.ref(),
            seconds(queue, "VisibilityTimeout", 30),
            seconds(queue, "DelaySeconds", 0),
            seconds(queue, "ReceiveMessageWaitTimeSeconds", 0),
            redrive(queue)));
  }

  private static Duration seconds(Resource queue, String property, int defaultValue) {
    return Duration.ofSeconds(queue.properties().whole(property, defaultValue));
  }

  private static Optional<QueueSpec.Redrive> redrive(Resource queue) {
    var policy = queue.properties().section("RedrivePolicy");
    var arn = policy.text("deadLetterTargetArn");
    arn.filter(target -> queue.all().byArn("AWS::SQS::Queue", target).isEmpty())
        .ifPresent(
            target ->
                queue.refuse(
                    "RedrivePolicy.deadLetterTargetArn",
                    target,
                    "must be the ARN of a queue of this template"));
    return arn.map(target -> new QueueSpec.Redrive(target, policy.whole("maxReceiveCount", 1)));
  }
}

package dev.fanfare.local.sqs;

import static dev.fanfare.local.cloudformation.yaml.Schema.block;
import static dev.fanfare.local.cloudformation.yaml.Schema.blockOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.text;
import static dev.fanfare.local.cloudformation.yaml.Schema.whole;

import dev.fanfare.local.cloudformation.resources.Identity;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.TypeDescription;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import dev.fanfare.local.cloudformation.yaml.Schema;
import dev.fanfare.local.iam.ResourcePolicyType;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** {@code AWS::SQS::Queue}. Defaults are those of SQS. */
public final class QueueType implements ResourceType {
  public static final ResourceType POLICY =
      new ResourcePolicyType(
          "AWS::SQS::QueuePolicy", "Queues", "AWS::SQS::Queue", "the URL of a queue");

  private static final Schema.Block PROPERTIES =
      block()
          .and("QueueName", text())
          .and("VisibilityTimeout", whole())
          .and("DelaySeconds", whole())
          .and("ReceiveMessageWaitTimeSeconds", whole())
          .and(
              "RedrivePolicy",
              block().must("deadLetterTargetArn", text()).must("maxReceiveCount", whole()))
          .noEffect(
              "any queue may use any dead-letter queue",
              "RedriveAllowPolicy",
              blockOf("redrivePermission", "sourceQueueArns"))
          .noEffect(NoEffect.KEPT_WHILE_RUNNING, "MessageRetentionPeriod")
          .noEffect(
              NoEffect.NOT_ENCRYPTED,
              "SqsManagedSseEnabled",
              "KmsMasterKeyId",
              "KmsDataKeyReusePeriodSeconds")
          .noEffect(NoEffect.NO_TAGS, "Tags");

  private final TypeDescription description;

  /**
   * @param url gives the URL of a queue from its name
   */
  public QueueType(UnaryOperator<String> url) {
    this.description =
        TypeDescription.of("AWS::SQS::Queue", PROPERTIES)
            .named("QueueName", 80)
            .ref(identity -> url.apply(identity.name()))
            .arn("Arn", identity -> identity.account().queueArn(identity.name()))
            .attribute("QueueName", Identity::name)
            .attribute("QueueUrl", identity -> url.apply(identity.name()));
  }

  @Override
  public TypeDescription description() {
    return description;
  }

  @Override
  public Optional<QueueSpec> read(Resource queue) {
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

package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.flag;
import static dev.fanfare.local.template.Shape.listOf;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.tags;
import static dev.fanfare.local.template.Shape.text;
import static dev.fanfare.local.template.Shape.whole;

import java.time.Duration;
import java.util.Optional;

/** {@code AWS::SQS::Queue} and its policy. Defaults are those of SQS. */
final class QueueType {
  private static final String NOT_ENCRYPTED = "nothing is encrypted on one machine";
  private static final Shape.Block REDRIVE =
      block().must("deadLetterTargetArn", text()).must("maxReceiveCount", whole(1, 1_000));
  private static final Shape.Block REDRIVE_ALLOW =
      block()
          .must("redrivePermission", oneOf("allowAll", "denyAll", "byQueue"))
          .and("sourceQueueArns", listOf(text(), 1, 10));

  static final ResourceType TYPE =
      ResourceType.of(
              "AWS::SQS::Queue",
              block()
                  .and("QueueName", text("[A-Za-z0-9_-]{1,80}"))
                  .and("VisibilityTimeout", whole(0, 43_200))
                  .and("DelaySeconds", whole(0, 900))
                  .and("ReceiveMessageWaitTimeSeconds", whole(0, 20))
                  .and("RedrivePolicy", REDRIVE)
                  .noEffect(
                      "RedriveAllowPolicy",
                      REDRIVE_ALLOW,
                      "any queue may use any dead-letter queue")
                  .noEffect(
                      "MessageRetentionPeriod",
                      whole(60, 1_209_600),
                      "messages are kept while the stack runs")
                  .noEffect("SqsManagedSseEnabled", flag(), NOT_ENCRYPTED)
                  .noEffect("KmsMasterKeyId", text(), NOT_ENCRYPTED)
                  .noEffect("KmsDataKeyReusePeriodSeconds", whole(60, 86_400), NOT_ENCRYPTED)
                  .noEffect("Tags", tags(), "nothing reads tags"))
          .named("QueueName", 80)
          .ref(Identity::queueUrl)
          .attribute("Arn", QueueType::arn)
          .attribute("QueueName", Identity::name)
          .attribute("QueueUrl", Identity::queueUrl);

  static final ResourceType POLICY =
      ResourceType.of(
              "AWS::SQS::QueuePolicy",
              block()
                  .must("Queues", listOf(text(), 1, Integer.MAX_VALUE))
                  .must("PolicyDocument", PolicyDocuments.OF_RESOURCE))
          .withoutEffect("no policy is evaluated on one machine");

  private QueueType() {}

  static String arn(Identity identity) {
    return identity.account().queueArn(identity.name());
  }

  static QueueResource read(Resolved queue, ResourceIndex index, Problems problems) {
    var properties = queue.properties();
    return new QueueResource(
        queue.logicalId(),
        queue.name(),
        arn(queue.identity()),
        queue.identity().queueUrl(),
        Duration.ofSeconds(properties.whole("VisibilityTimeout", 30)),
        Duration.ofSeconds(properties.whole("DelaySeconds", 0)),
        Duration.ofSeconds(properties.whole("ReceiveMessageWaitTimeSeconds", 0)),
        properties
            .fields("RedrivePolicy")
            .flatMap(redrive -> redrive(queue, redrive, index, problems)));
  }

  /** Reports a policy for a queue that is not there. */
  static void checkPolicy(Resolved policy, ResourceIndex index, Problems problems) {
    for (var url : policy.properties().texts("Queues")) {
      if (index.find(TYPE, Identity::queueUrl, url).isEmpty()) {
        problems.add(
            policy.at("Queues"),
            policy.lineOf("Queues"),
            url,
            "must be the URL of a queue of this template");
      }
    }
  }

  /**
   * Whether some policy lets a service use a queue.
   *
   * @param service such as {@code sns.amazonaws.com}
   */
  static boolean lets(String service, String action, String queueArn, ResourceIndex index) {
    return index.hasUnsound(POLICY)
        || index.soundOf(POLICY).stream()
            .flatMap(
                policy ->
                    policy
                        .properties()
                        .fields("PolicyDocument")
                        .orElseThrow()
                        .blocks("Statement")
                        .stream())
            .filter(statement -> statement.text("Effect").filter("Allow"::equals).isPresent())
            .filter(statement -> statement.texts("Action").contains(action))
            .filter(statement -> statement.texts("Resource").contains(queueArn))
            .anyMatch(statement -> isPrincipal(statement.get("Principal").orElseThrow(), service));
  }

  private static boolean isPrincipal(Value principal, String service) {
    return principal instanceof Value.Fields fields && fields.texts("Service").contains(service);
  }

  private static Optional<QueueResource.Redrive> redrive(
      Resolved queue, Value.Fields redrive, ResourceIndex index, Problems problems) {
    var arn = redrive.text("deadLetterTargetArn").orElseThrow();
    if (index.queue(arn).isEmpty()) {
      problems.add(
          queue.at("RedrivePolicy.deadLetterTargetArn"),
          redrive.line(),
          arn,
          "must be the ARN of a queue of this template");
      return Optional.empty();
    }
    return Optional.of(new QueueResource.Redrive(arn, redrive.whole("maxReceiveCount", 1)));
  }
}

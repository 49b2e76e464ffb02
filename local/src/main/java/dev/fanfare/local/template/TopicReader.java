package dev.fanfare.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads topics, with their subscriptions from all three places where one can stand: the topic
 * itself, a resource of its own, a function's event. A subscription is of use only if SNS may
 * deliver, so that must be permitted too.
 */
final class TopicReader {
  private static final String SNS = "sns.amazonaws.com";

  private final ResourceIndex index;
  private final Problems problems;

  TopicReader(ResourceIndex index, Problems problems) {
    this.index = index;
    this.problems = problems;
  }

  List<TopicResource> read() {
    var subscriptions = index.soundOf(TopicTypes.SUBSCRIPTION);
    subscriptions.forEach(this::checkTopic);
    return index.soundOf(TopicTypes.TOPIC).stream().map(this::read).toList();
  }

  private void checkTopic(Resolved subscription) {
    var topic = subscription.properties().text("TopicArn").orElseThrow();
    if (index.topic(topic).isEmpty()) {
      report(subscription, "TopicArn", topic, "must be the ARN of a topic of this template");
    }
  }

  private TopicResource read(Resolved topic) {
    var arn = TopicTypes.arn(topic.identity());
    var all = new ArrayList<TopicResource.Subscription>();
    topic
        .properties()
        .blocks("Subscription")
        .forEach(block -> add(topic, "Subscription", block, arn, all));
    for (var subscription : index.soundOf(TopicTypes.SUBSCRIPTION)) {
      if (subscription.properties().text("TopicArn").orElseThrow().equals(arn)) {
        add(subscription, "Endpoint", subscription.properties(), arn, all);
      }
    }
    for (var function : index.soundOf(FunctionType.TYPE)) {
      all.addAll(TopicEvents.subscriptions(function, arn));
    }
    return new TopicResource(topic.logicalId(), topic.name(), arn, all);
  }

  private void add(
      Resolved owner,
      String property,
      Value.Fields block,
      String topicArn,
      List<TopicResource.Subscription> all) {
    var protocol = block.text("Protocol").orElseThrow();
    var endpoint = block.text("Endpoint").orElseThrow();
    if (protocol.equals(TopicTypes.QUEUE)) {
      checkQueue(owner, property, endpoint);
    } else {
      checkFunction(owner, property, endpoint, topicArn);
    }
    all.add(
        new TopicResource.Subscription(
            protocol,
            endpoint,
            block.flag("RawMessageDelivery", false),
            deadLetters(owner, block)));
  }

  private Optional<String> deadLetters(Resolved owner, Value.Fields block) {
    var arn = block.fields("RedrivePolicy").flatMap(policy -> policy.text("deadLetterTargetArn"));
    arn.ifPresent(queue -> checkQueue(owner, "RedrivePolicy", queue));
    return arn;
  }

  private void checkQueue(Resolved owner, String property, String arn) {
    if (index.queue(arn).isEmpty()) {
      report(owner, property, arn, "must be the ARN of a queue of this template");
    } else if (!QueueType.lets(SNS, "sqs:SendMessage", arn, index)) {
      report(owner, property, arn, "no AWS::SQS::QueuePolicy lets " + SNS + " send to it");
    }
  }

  private void checkFunction(Resolved owner, String property, String arn, String topicArn) {
    if (index.function(arn).isEmpty()) {
      report(owner, property, arn, "must be a function of this template, or an alias that it has");
    } else if (!PermissionType.lets(SNS, index, arn, topicArn)) {
      report(
          owner,
          property,
          arn,
          "no AWS::Lambda::Permission lets " + SNS + " invoke it for " + topicArn);
    }
  }

  private void report(Resolved owner, String property, String value, String rule) {
    problems.add(owner.at(property), owner.lineOf(property), value, rule);
  }
}

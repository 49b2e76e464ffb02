package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A function's events of type {@code SNS}. SAM makes a subscription of each, to the function's
 * alias if it has one, and the permission to invoke it.
 */
final class TopicEvents {
  static final String TYPE = "SNS";
  static final Shape.Block SHAPE =
      block().must("Topic", text("arn:.+")).and("RedrivePolicy", TopicTypes.REDRIVE);

  private TopicEvents() {}

  static List<TopicEvent> read(Resolved function, ResourceIndex index, Problems problems) {
    var events = new ArrayList<TopicEvent>();
    FunctionEvents.ofType(function, TYPE)
        .forEach(
            (name, event) -> {
              var path = function.at("Events." + name + ".Properties");
              var topic = event.text("Topic").orElseThrow();
              index
                  .topic(topic)
                  .ifPresentOrElse(
                      found -> events.add(new TopicEvent(name, found.logicalId())),
                      () ->
                          problems.add(
                              path + ".Topic",
                              event.line(),
                              topic,
                              "must be the ARN of a topic of this template"));
              event
                  .fields("RedrivePolicy")
                  .flatMap(policy -> policy.text("deadLetterTargetArn"))
                  .filter(queue -> index.queue(queue).isEmpty())
                  .ifPresent(
                      queue ->
                          problems.add(
                              path + ".RedrivePolicy",
                              event.line(),
                              queue,
                              "must be the ARN of a queue of this template"));
            });
    return events;
  }

  /** What SAM makes of a function's events of one topic. */
  static List<TopicResource.Subscription> subscriptions(Resolved function, String topicArn) {
    var arn = FunctionType.arn(function.identity());
    var invoked = FunctionType.alias(function).map(alias -> arn + ":" + alias).orElse(arn);
    return FunctionEvents.ofType(function, TYPE).values().stream()
        .filter(event -> event.text("Topic").orElseThrow().equals(topicArn))
        .map(
            event ->
                new TopicResource.Subscription(
                    TopicTypes.FUNCTION,
                    invoked,
                    false,
                    event
                        .fields("RedrivePolicy")
                        .flatMap(policy -> policy.text("deadLetterTargetArn"))))
        .toList();
  }
}

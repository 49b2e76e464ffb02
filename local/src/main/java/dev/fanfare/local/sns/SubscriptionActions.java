package dev.fanfare.local.sns;

import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.Entries;
import dev.fanfare.local.http.Input;
import dev.fanfare.local.http.Members;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Creates, lists, changes and deletes subscriptions. */
record SubscriptionActions(Topics topics) {
  private static final String TOPIC = "TopicArn";
  private static final String ARN = "SubscriptionArn";
  private static final Set<String> OTHER_PROTOCOLS =
      Set.of("http", "https", "email", "email-json", "sms", "application", "firehose");

  void register(Map<String, Action> actions) {
    actions.put(
        "Subscribe",
        Action.of(
            this::subscribe, TOPIC, "Protocol", "Endpoint", "Attributes", "ReturnSubscriptionArn"));
    actions.put("Unsubscribe", Action.of(this::unsubscribe, ARN));
    actions.put("ListSubscriptions", Action.of(request -> list(topics.subscriptions())));
    actions.put(
        "ListSubscriptionsByTopic",
        Action.of(request -> list(topics.of(Topics.required(request, TOPIC))), TOPIC));
    actions.put("GetSubscriptionAttributes", Action.of(this::attributes, ARN));
    actions.put(
        "SetSubscriptionAttributes",
        Action.of(this::setAttribute, ARN, "AttributeName", "AttributeValue"));
  }

  /** The response always has the ARN, because queues and functions need no confirmation. */
  private Map<String, Object> subscribe(Input request) {
    var topic = Topics.required(request, TOPIC);
    var protocol = Topics.required(request, "Protocol");
    requireProtocol(protocol);
    var endpoint = Topics.required(request, "Endpoint");
    requireEndpoint(protocol, endpoint);
    var attributes = SubscriptionAttributes.ofSubscribe(request.entries("Attributes"));
    var subscription =
        topics.subscribe(
            Subscription.of(
                topic, protocol, endpoint, attributes.isRaw(), attributes.deadLetterQueueArn()));
    if (!SubscriptionAttributes.of(subscription).has(request.entries("Attributes"))) {
      throw Topics.invalid(
          "Attributes Reason: Subscription already exists with different attributes");
    }
    return Map.of(ARN, subscription.arn());
  }

  private static void requireProtocol(String protocol) {
    if (OTHER_PROTOCOLS.contains(protocol)) {
      throw Topics.invalid(
          Members.NOT_SUPPORTED
              + "the local SNS delivers to sqs and lambda, not to the Protocol "
              + protocol);
    }
    if (!List.of(Subscription.QUEUE, Subscription.FUNCTION).contains(protocol)) {
      throw Topics.invalid("Amazon SNS does not support this protocol string: " + protocol);
    }
  }

  private static void requireEndpoint(String protocol, String endpoint) {
    if (!endpoint.matches("arn:[^:]+:" + protocol + ":.+")) {
      throw Topics.invalid(
          protocol.equals(Subscription.QUEUE) ? "SQS endpoint ARN" : "Lambda endpoint ARN");
    }
    if (protocol.equals(Subscription.QUEUE) && endpoint.endsWith(".fifo")) {
      throw Topics.invalid(
          "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard"
              + " SNS topics");
    }
  }

  private Map<String, Object> unsubscribe(Input request) {
    topics.unsubscribe(Topics.required(request, ARN));
    return Map.of();
  }

  private Map<String, Object> list(List<Subscription> subscriptions) {
    return Map.of(
        "Subscriptions", subscriptions.stream().map(each -> each.shape(topics.owner())).toList());
  }

  private Map<String, Object> attributes(Input request) {
    var subscription = topics.subscription(Topics.required(request, ARN));
    var attributes = new LinkedHashMap<String, String>();
    subscription
        .shape(topics.owner())
        .forEach((name, value) -> attributes.put(name, value.toString()));
    attributes.put("PendingConfirmation", "false");
    attributes.putAll(SubscriptionAttributes.of(subscription).shape());
    return Map.of("Attributes", new Entries(attributes));
  }

  private Map<String, Object> setAttribute(Input request) {
    var old = topics.subscription(Topics.required(request, ARN));
    var name = Topics.required(request, "AttributeName");
    var value = request.text("AttributeValue").orElse("");
    var changed = SubscriptionAttributes.of(old).with(name, value, "");
    topics.replace(
        new Subscription(
            old.arn(),
            old.topicArn(),
            old.protocol(),
            old.endpoint(),
            changed.isRaw(),
            changed.deadLetterQueueArn()));
    return Map.of();
  }
}

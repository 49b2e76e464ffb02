package dev.fanfare.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.local.http.Entries;
import dev.fanfare.local.http.Input;
import dev.fanfare.local.http.Protocol;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SNS in AWS's query protocol: creates, lists and changes topics and subscriptions, and publishes.
 * A list is always one page.
 */
public final class TopicService implements Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
  private static final String MAX_MESSAGE_SIZE = "MaximumMessageSize";
  private static final String RAW = "RawMessageDelivery";
  private static final String REDRIVE = "RedrivePolicy";
  private static final int MIN_BYTES = 1_024;
  private static final int MAX_BYTES = 1_048_576;
  private final Topics topics;
  private final PublishActions publishing;

  public TopicService(LocalAccount account, Deliveries deliveries, Clock clock) {
    topics = new Topics(account);
    publishing = new PublishActions(topics, deliveries, clock);
  }

  @Override
  public HttpHandler handler() {
    var actions = new HashMap<String, Action>();
    actions.put("CreateTopic", this::create);
    actions.put("ListTopics", request -> Map.of("Topics", list()));
    actions.put("GetTopicAttributes", this::attributes);
    actions.put("SetTopicAttributes", this::setAttributes);
    actions.put("Subscribe", this::subscribe);
    actions.put("Unsubscribe", this::unsubscribe);
    actions.put("ListSubscriptions", request -> subscriptions(topics.subscriptions()));
    actions.put(
        "ListSubscriptionsByTopic",
        request -> subscriptions(topics.of(Topics.required(request, "TopicArn"))));
    actions.put("GetSubscriptionAttributes", this::subscriptionAttributes);
    actions.put("SetSubscriptionAttributes", this::setSubscriptionAttributes);
    publishing.register(actions);
    return AwsApi.handler("SNS", actions, Protocol.query(NAMESPACE));
  }

  /** Creates a topic with its subscriptions. */
  public void create(TopicSpec topic) {
    topics.create(topic.name());
    topic.subscriptions().forEach(topics::subscribe);
  }

  private Map<String, Object> create(Input request) {
    var name = Topics.required(request, "Name");
    if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
      throw Topics.invalid("Topic Name");
    }
    var arn = topics.create(name);
    request.entries("Attributes").forEach((attribute, value) -> set(arn, attribute, value));
    return Map.of("TopicArn", arn);
  }

  private List<Map<String, Object>> list() {
    return topics.all().stream().map(arn -> Map.<String, Object>of("TopicArn", arn)).toList();
  }

  private Map<String, Object> attributes(Input request) {
    var arn = Topics.required(request, "TopicArn");
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("TopicArn", arn);
    attributes.put("Owner", topics.owner());
    attributes.put("DisplayName", "");
    attributes.put(MAX_MESSAGE_SIZE, String.valueOf(topics.maxMessageBytes(arn)));
    attributes.put("SubscriptionsConfirmed", String.valueOf(topics.of(arn).size()));
    attributes.put("SubscriptionsPending", "0");
    attributes.put("SubscriptionsDeleted", "0");
    return Map.of("Attributes", new Entries(attributes));
  }

  private Map<String, Object> setAttributes(Input request) {
    set(
        Topics.required(request, "TopicArn"),
        Topics.required(request, "AttributeName"),
        request.text("AttributeValue").orElse(""));
    return Map.of();
  }

  private void set(String arn, String attribute, String value) {
    if (!attribute.equals(MAX_MESSAGE_SIZE)) {
      throw Topics.invalid(
          attribute + " cannot be set in the local SNS; supported is " + MAX_MESSAGE_SIZE);
    }
    if (!value.matches("[0-9]{1,7}")
        || Integer.parseInt(value) < MIN_BYTES
        || Integer.parseInt(value) > MAX_BYTES) {
      throw Topics.invalid(
          MAX_MESSAGE_SIZE + " is " + value + ": must be from " + MIN_BYTES + " to " + MAX_BYTES);
    }
    topics.setMaxMessageBytes(arn, Integer.parseInt(value));
  }

  private Map<String, Object> subscribe(Input request) {
    var protocol = Topics.required(request, "Protocol");
    if (!List.of(Subscription.QUEUE, Subscription.FUNCTION).contains(protocol)) {
      throw Topics.invalid("Protocol " + protocol + ": the local SNS supports sqs and lambda");
    }
    var endpoint = Topics.required(request, "Endpoint");
    if (!endpoint.matches("arn:[^:]+:" + protocol + ":.+")) {
      throw Topics.invalid("Endpoint " + endpoint + " is not an ARN of " + protocol);
    }
    var attributes = request.entries("Attributes");
    var subscription =
        topics.subscribe(
            Subscription.of(
                Topics.required(request, "TopicArn"),
                protocol,
                endpoint,
                Boolean.parseBoolean(attributes.getOrDefault(RAW, "false")),
                deadLetterQueue(attributes.getOrDefault(REDRIVE, "{}"))));
    return Map.of("SubscriptionArn", subscription.arn());
  }

  private Map<String, Object> unsubscribe(Input request) {
    topics.unsubscribe(Topics.required(request, "SubscriptionArn"));
    return Map.of();
  }

  private Map<String, Object> subscriptions(List<Subscription> subscriptions) {
    return Map.of(
        "Subscriptions", subscriptions.stream().map(each -> each.shape(topics.owner())).toList());
  }

  private Map<String, Object> subscriptionAttributes(Input request) {
    var subscription = topics.subscription(Topics.required(request, "SubscriptionArn"));
    var attributes = new LinkedHashMap<String, String>();
    subscription
        .shape(topics.owner())
        .forEach((name, value) -> attributes.put(name, value.toString()));
    attributes.put(RAW, String.valueOf(subscription.isRaw()));
    attributes.put("PendingConfirmation", "false");
    subscription
        .deadLetterQueueArn()
        .ifPresent(
            arn -> attributes.put(REDRIVE, "{\"deadLetterTargetArn\":\"%s\"}".formatted(arn)));
    return Map.of("Attributes", new Entries(attributes));
  }

  private Map<String, Object> setSubscriptionAttributes(Input request) {
    var old = topics.subscription(Topics.required(request, "SubscriptionArn"));
    var value = request.text("AttributeValue").orElse("");
    boolean isRaw = old.isRaw();
    var deadLetters = old.deadLetterQueueArn();
    switch (Topics.required(request, "AttributeName")) {
      case RAW -> isRaw = Boolean.parseBoolean(value);
      case REDRIVE -> deadLetters = deadLetterQueue(value);
      default ->
          throw Topics.invalid(
              Topics.required(request, "AttributeName") + " cannot be set in the local SNS");
    }
    topics.replace(
        new Subscription(
            old.arn(), old.topicArn(), old.protocol(), old.endpoint(), isRaw, deadLetters));
    return Map.of();
  }

  private static Optional<String> deadLetterQueue(String policy) {
    try {
      var arn = JSON.readTree(policy).path("deadLetterTargetArn");
      return arn.isTextual() ? Optional.of(arn.textValue()) : Optional.empty();
    } catch (JsonProcessingException e) {
      throw Topics.invalid(REDRIVE + " is not JSON");
    }
  }
}

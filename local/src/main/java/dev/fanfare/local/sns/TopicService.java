package dev.fanfare.local.sns;

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

/**
 * SNS in AWS's query protocol: creates, lists and changes topics and subscriptions, and publishes.
 * A list is always one page.
 */
public final class TopicService implements Api {
  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
  private static final String MAX_MESSAGE_SIZE = "MaximumMessageSize";
  private static final String TOPIC = "TopicArn";
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
    actions.put("CreateTopic", Action.of(this::create, "Name", "Attributes"));
    actions.put("ListTopics", Action.of(request -> Map.of("Topics", list())));
    actions.put("GetTopicAttributes", Action.of(this::attributes, TOPIC));
    actions.put(
        "SetTopicAttributes",
        Action.of(this::setAttributes, TOPIC, "AttributeName", "AttributeValue"));
    new SubscriptionActions(topics).register(actions);
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
    int size = Topics.DEFAULT_BYTES;
    for (var attribute : request.entries("Attributes").entrySet()) {
      size = messageSize(attribute.getKey(), attribute.getValue());
    }
    boolean isNew = topics.all().stream().noneMatch(arn -> arn.endsWith(":" + name));
    var arn = topics.create(name);
    if (isNew) {
      topics.setMaxMessageBytes(arn, size);
    } else if (request.has("Attributes") && topics.maxMessageBytes(arn) != size) {
      throw Topics.invalid("Attributes Reason: Topic already exists with different attributes");
    }
    return Map.of(TOPIC, arn);
  }

  private List<Map<String, Object>> list() {
    return topics.all().stream().map(arn -> Map.<String, Object>of(TOPIC, arn)).toList();
  }

  private Map<String, Object> attributes(Input request) {
    var arn = Topics.required(request, TOPIC);
    var attributes = new LinkedHashMap<String, String>();
    attributes.put(TOPIC, arn);
    attributes.put("Owner", topics.owner());
    attributes.put("DisplayName", "");
    attributes.put(MAX_MESSAGE_SIZE, String.valueOf(topics.maxMessageBytes(arn)));
    attributes.put("SubscriptionsConfirmed", String.valueOf(topics.of(arn).size()));
    attributes.put("SubscriptionsPending", "0");
    attributes.put("SubscriptionsDeleted", "0");
    return Map.of("Attributes", new Entries(attributes));
  }

  private Map<String, Object> setAttributes(Input request) {
    topics.setMaxMessageBytes(
        Topics.required(request, TOPIC),
        messageSize(
            Topics.required(request, "AttributeName"), request.text("AttributeValue").orElse("")));
    return Map.of();
  }

  /** The only attribute that can be set. */
  private static int messageSize(String attribute, String value) {
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
    return Integer.parseInt(value);
  }
}

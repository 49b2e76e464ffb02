package dev.fanfare.local.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** {@code Publish} and {@code PublishBatch}. */
final class PublishActions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH_ENTRIES = 10;
  private static final String SUBJECT = "[ -~]{1,100}";

  private final Topics topics;
  private final Deliveries deliveries;
  private final Clock clock;

  PublishActions(Topics topics, Deliveries deliveries, Clock clock) {
    this.topics = topics;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  void register(Map<String, Function<QueryRequest, Map<String, Object>>> actions) {
    actions.put("Publish", this::publish);
    actions.put("PublishBatch", this::publishBatch);
  }

  private Map<String, Object> publish(QueryRequest request) {
    var topic = request.text("TopicArn").orElseGet(() -> request.required("TargetArn"));
    return Map.of("MessageId", publish(topic, request));
  }

  private Map<String, Object> publishBatch(QueryRequest request) {
    var topic = request.required("TopicArn");
    var entries = request.entries("PublishBatchRequestEntries.member");
    requireBatch(topic, entries);
    var successful = new ArrayList<Map<String, Object>>();
    var failed = new ArrayList<Map<String, Object>>();
    for (var entry : entries) {
      var id = entry.required("Id");
      try {
        successful.add(Map.of("Id", id, "MessageId", publish(topic, entry)));
      } catch (QueryException e) {
        failed.add(
            Map.of("Id", id, "Code", e.code(), "Message", e.getMessage(), "SenderFault", true));
      }
    }
    return Map.of("Successful", successful, "Failed", failed);
  }

  private void requireBatch(String topic, List<QueryRequest> entries) {
    if (entries.isEmpty()) {
      throw QueryException.batch(
          "EmptyBatchRequest", "The batch request doesn't contain any entries.");
    }
    if (entries.size() > BATCH_ENTRIES) {
      throw QueryException.batch(
          "TooManyEntriesInBatchRequest",
          "The batch request contains more entries than permissible.");
    }
    var ids = new HashSet<String>();
    int bytes = 0;
    for (var entry : entries) {
      if (!ids.add(entry.required("Id"))) {
        throw QueryException.batch(
            "BatchEntryIdsNotDistinct",
            "Two or more batch entries in the request have the same Id.");
      }
      bytes += bytes(entry.required("Message"));
    }
    if (bytes > topics.largestMessage(topic)) {
      throw QueryException.batch(
          "BatchRequestTooLong",
          "The length of all the batch messages put together is more than the limit.");
    }
  }

  private String publish(String topic, QueryRequest request) {
    var message = request.required("Message");
    var attributes = attributes(request);
    int most = topics.largestMessage(topic);
    if (message.isEmpty()) {
      throw QueryException.invalid("Empty message");
    }
    if (bytes(message) + bytes(attributes) > most) {
      throw QueryException.invalid("Message too long");
    }
    request
        .text("Subject")
        .filter(subject -> !subject.matches(SUBJECT))
        .ifPresent(
            subject -> {
              throw QueryException.invalid("Subject");
            });
    var notification =
        new Notification(
            topic,
            UUID.randomUUID().toString(),
            request.text("Subject"),
            texts(request, message),
            attributes,
            clock.instant());
    topics.of(topic).forEach(subscription -> deliveries.deliver(notification, subscription));
    return notification.messageId();
  }

  private static Map<String, String> texts(QueryRequest request, String message) {
    if (request.text("MessageStructure").isEmpty()) {
      return Map.of(Notification.DEFAULT, message);
    }
    try {
      var texts = new LinkedHashMap<String, String>();
      JSON.readTree(message)
          .properties()
          .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
      if (texts.containsKey(Notification.DEFAULT)) {
        return texts;
      }
      throw QueryException.invalid("Message Structure - No default entry in JSON message body");
    } catch (JsonProcessingException e) {
      throw QueryException.invalid("Message Structure - JSON message body failed to parse");
    }
  }

  private static Map<String, Notification.Attribute> attributes(QueryRequest request) {
    var attributes = new LinkedHashMap<String, Notification.Attribute>();
    for (var entry : request.entries("MessageAttributes.entry")) {
      var type = entry.required("Value.DataType");
      var value = type.startsWith("Binary") ? "Value.BinaryValue" : "Value.StringValue";
      attributes.put(
          entry.required("Name"), new Notification.Attribute(type, entry.required(value)));
    }
    return attributes;
  }

  private static int bytes(Map<String, Notification.Attribute> attributes) {
    return attributes.entrySet().stream()
        .mapToInt(
            entry ->
                bytes(entry.getKey())
                    + bytes(entry.getValue().type())
                    + bytes(entry.getValue().value()))
        .sum();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

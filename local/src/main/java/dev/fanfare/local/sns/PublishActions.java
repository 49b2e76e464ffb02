package dev.fanfare.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.Input;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code Publish} and {@code PublishBatch}. */
record PublishActions(Topics topics, Deliveries deliveries, Clock clock) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BATCH_ENTRIES = 10;
  private static final String SUBJECT = "[ -~]{1,100}";

  void register(Map<String, Action> actions) {
    actions.put("Publish", this::publish);
    actions.put("PublishBatch", this::publishBatch);
  }

  private Map<String, Object> publish(Input request) {
    var topic = request.text("TopicArn").orElseGet(() -> Topics.required(request, "TargetArn"));
    return Map.of("MessageId", publish(topic, request));
  }

  private Map<String, Object> publishBatch(Input request) {
    var topic = Topics.required(request, "TopicArn");
    var entries = request.list("PublishBatchRequestEntries");
    requireBatch(topic, entries);
    var successful = new ArrayList<Map<String, Object>>();
    var failed = new ArrayList<Map<String, Object>>();
    for (var entry : entries) {
      var id = Topics.required(entry, "Id");
      try {
        successful.add(Map.of("Id", id, "MessageId", publish(topic, entry)));
      } catch (ApiError e) {
        failed.add(
            Map.of("Id", id, "Code", e.code(), "Message", e.getMessage(), "SenderFault", true));
      }
    }
    return Map.of("Successful", successful, "Failed", failed);
  }

  private void requireBatch(String topic, List<Input> entries) {
    if (entries.isEmpty()) {
      throw Topics.batch("EmptyBatchRequest", "The batch request doesn't contain any entries.");
    }
    if (entries.size() > MAX_BATCH_ENTRIES) {
      throw Topics.batch(
          "TooManyEntriesInBatchRequest",
          "The batch request contains more entries than permissible.");
    }
    var ids = new HashSet<String>();
    int bytes = 0;
    for (var entry : entries) {
      if (!ids.add(Topics.required(entry, "Id"))) {
        throw Topics.batch(
            "BatchEntryIdsNotDistinct",
            "Two or more batch entries in the request have the same Id.");
      }
      bytes += bytes(message(entry));
    }
    if (bytes > topics.maxMessageBytes(topic)) {
      throw Topics.batch(
          "BatchRequestTooLong",
          "The length of all the batch messages put together is more than the limit.");
    }
  }

  private String publish(String topic, Input request) {
    var message = message(request);
    var attributes = attributes(request);
    int max = topics.maxMessageBytes(topic);
    if (bytes(message) + bytes(attributes) > max) {
      throw Topics.invalid("Message too long");
    }
    request
        .text("Subject")
        .filter(subject -> !subject.matches(SUBJECT))
        .ifPresent(
            subject -> {
              throw Topics.invalid("Subject");
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

  private static String message(Input request) {
    return request.text("Message").orElseThrow(() -> Topics.invalid("Empty message"));
  }

  private static Map<String, String> texts(Input request, String message) {
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
      throw Topics.invalid("Message Structure - No default entry in JSON message body");
    } catch (JsonProcessingException e) {
      throw Topics.invalid("Message Structure - JSON message body failed to parse");
    }
  }

  private static Map<String, Notification.Attribute> attributes(Input request) {
    var attributes = new LinkedHashMap<String, Notification.Attribute>();
    for (var entry : request.list("MessageAttributes")) {
      var value = entry.structure("Value").orElseThrow(() -> Topics.invalid("Value"));
      var type = Topics.required(value, "DataType");
      var text = Topics.required(value, type.startsWith("Binary") ? "BinaryValue" : "StringValue");
      attributes.put(Topics.required(entry, "Name"), new Notification.Attribute(type, text));
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

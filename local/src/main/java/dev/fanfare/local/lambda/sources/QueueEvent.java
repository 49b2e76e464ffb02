package dev.fanfare.local.lambda.sources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.AwsLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The event for a batch of messages, up to Lambda's limit of 6 MB. */
final class QueueEvent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] HEAD = "{\"Records\":[".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TAIL = "]}".getBytes(StandardCharsets.UTF_8);

  private final QueueMapping mapping;
  private final List<Message> messages = new ArrayList<>();
  private final ByteArrayOutputStream records = new ByteArrayOutputStream();

  QueueEvent(QueueMapping mapping) {
    this.mapping = mapping;
    records.writeBytes(HEAD);
  }

  /**
   * Adds a message unless the event would become too large.
   *
   * @return whether it was added; the first message always is
   */
  boolean add(Message message) {
    var record = record(message);
    int newSize = records.size() + 1 + record.length + TAIL.length;
    if (!messages.isEmpty() && newSize > AwsLimits.INVOKE_BYTES) {
      return false;
    }
    if (!messages.isEmpty()) {
      records.write(',');
    }
    records.writeBytes(record);
    messages.add(message);
    return true;
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }

  boolean isFull() {
    return messages.size() >= mapping.batchSize();
  }

  /** The event, JSON as UTF-8. */
  byte[] toJson() {
    var event = new ByteArrayOutputStream(records.size() + TAIL.length);
    event.writeBytes(records.toByteArray());
    event.writeBytes(TAIL);
    return event.toByteArray();
  }

  private byte[] record(Message message) {
    var record = JSON.createObjectNode();
    record.put("messageId", message.messageId());
    record.put("receiptHandle", message.receiptHandle());
    record.put("body", message.body());
    var attributes = record.putObject("attributes");
    message.attributesAsStrings().forEach(attributes::put);
    var messageAttributes = record.putObject("messageAttributes");
    message
        .messageAttributes()
        .forEach((name, value) -> write(messageAttributes.putObject(name), value));
    if (message.md5OfMessageAttributes() != null) {
      record.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
    }
    record.put("md5OfBody", message.md5OfBody());
    record.put("eventSource", "aws:sqs");
    record.put("eventSourceARN", mapping.queueArn());
    record.put("awsRegion", mapping.region());
    try {
      return JSON.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a message as JSON", e);
    }
  }

  private static void write(ObjectNode field, MessageAttributeValue value) {
    if (value.stringValue() != null) {
      field.put("stringValue", value.stringValue());
    }
    if (value.binaryValue() != null) {
      field.put("binaryValue", value.binaryValue().asByteArray());
    }
    field.putArray("stringListValues");
    field.putArray("binaryListValues");
    field.put("dataType", value.dataType());
  }
}

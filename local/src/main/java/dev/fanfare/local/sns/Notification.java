package dev.fanfare.local.sns;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * A message that a topic has accepted, and its JSON for subscribers: an envelope for a queue, an
 * event for a function. As on AWS, the envelope has {@code UnsubscribeURL} and the event {@code
 * UnsubscribeUrl}.
 *
 * @param messageId the same for every subscription and every delivery
 * @param texts the message by protocol; other protocols get the one for {@code default}
 * @param attributes by name
 */
record Notification(
    String topicArn,
    String messageId,
    Optional<String> subject,
    Map<String, String> texts,
    Map<String, Attribute> attributes,
    Instant at) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  /** An invalid signature, because only AWS has the key. */
  private static final String SIGNATURE = "bm90IHNpZ25lZCBoZXJl";

  static final String DEFAULT = "default";

  /**
   * @param type {@code String}, {@code Number} or {@code Binary}, with an optional suffix after a
   *     dot
   * @param value text, or base64 if the type is binary
   */
  record Attribute(String type, String value) {
    boolean isBinary() {
      return type.startsWith("Binary");
    }
  }

  String text(String protocol) {
    String text = texts.get(protocol);
    return text == null ? requireNonNull(texts.get(DEFAULT), DEFAULT) : text;
  }

  /** The body of an SQS message if raw delivery is off. */
  String envelope(Subscription subscription) {
    var envelope = JSON.createObjectNode();
    putCommonFields(envelope, subscription);
    envelope.put("SigningCertURL", host() + "SimpleNotificationService-local.pem");
    envelope.put("UnsubscribeURL", unsubscribe(subscription));
    if (!attributes.isEmpty()) {
      putAttributes(envelope.putObject("MessageAttributes"));
    }
    return envelope.toPrettyString();
  }

  /** The event for a Lambda function, with one record. */
  String event(Subscription subscription) {
    var event = JSON.createObjectNode();
    var record = event.putArray("Records").addObject();
    record.put("EventSource", "aws:sns");
    record.put("EventVersion", "1.0");
    record.put("EventSubscriptionArn", subscription.arn());
    var message = record.putObject("Sns");
    putCommonFields(message, subscription);
    if (subject.isEmpty()) {
      message.putNull("Subject");
    }
    message.put("SigningCertUrl", host() + "SimpleNotificationService-local.pem");
    message.put("UnsubscribeUrl", unsubscribe(subscription));
    putAttributes(message.putObject("MessageAttributes"));
    return event.toString();
  }

  private void putCommonFields(ObjectNode node, Subscription subscription) {
    node.put("Type", "Notification");
    node.put("MessageId", messageId);
    node.put("TopicArn", topicArn);
    subject.ifPresent(subject -> node.put("Subject", subject));
    node.put("Message", text(subscription.protocol()));
    node.put("Timestamp", MILLIS.format(at));
    node.put("SignatureVersion", "1");
    node.put("Signature", SIGNATURE);
  }

  private void putAttributes(ObjectNode node) {
    attributes.forEach(
        (name, attribute) ->
            node.putObject(name).put("Type", attribute.type()).put("Value", attribute.value()));
  }

  private String unsubscribe(Subscription subscription) {
    return host() + "?Action=Unsubscribe&SubscriptionArn=" + subscription.arn();
  }

  private String host() {
    return "https://sns." + topicArn.split(":")[3] + ".amazonaws.com/";
  }
}

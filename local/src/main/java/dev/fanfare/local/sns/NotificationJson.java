package dev.fanfare.local.sns;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A notification as its receivers get it: the envelope in a queue, the record in a function's
 * event. Two names differ in case ({@code UnsubscribeURL}, {@code UnsubscribeUrl}). The signature
 * is not valid, because it needs AWS's key.
 */
record NotificationJson(Notification notification, Subscription subscription) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
  private static final String SIGNATURE = "bm90IHNpZ25lZCBoZXJl";

  /** The body of an SQS message, without raw delivery. */
  String envelope() {
    var envelope = JSON.createObjectNode();
    head(envelope);
    envelope.put("SigningCertURL", host() + "SimpleNotificationService-local.pem");
    envelope.put("UnsubscribeURL", unsubscribe());
    if (!notification.attributes().isEmpty()) {
      attributes(envelope.putObject("MessageAttributes"));
    }
    return envelope.toPrettyString();
  }

  /** Lambda's event, of one record. */
  String event() {
    var event = JSON.createObjectNode();
    var record = event.putArray("Records").addObject();
    record.put("EventSource", "aws:sns");
    record.put("EventVersion", "1.0");
    record.put("EventSubscriptionArn", subscription.arn());
    var message = record.putObject("Sns");
    head(message);
    if (notification.subject().isEmpty()) {
      message.putNull("Subject");
    }
    message.put("SigningCertUrl", host() + "SimpleNotificationService-local.pem");
    message.put("UnsubscribeUrl", unsubscribe());
    attributes(message.putObject("MessageAttributes"));
    return event.toString();
  }

  private void head(ObjectNode node) {
    node.put("Type", "Notification");
    node.put("MessageId", notification.messageId());
    node.put("TopicArn", notification.topicArn());
    notification.subject().ifPresent(subject -> node.put("Subject", subject));
    node.put("Message", notification.text(subscription.protocol()));
    node.put("Timestamp", MILLIS.format(notification.at()));
    node.put("SignatureVersion", "1");
    node.put("Signature", SIGNATURE);
  }

  private void attributes(ObjectNode node) {
    notification
        .attributes()
        .forEach(
            (name, attribute) ->
                node.putObject(name).put("Type", attribute.type()).put("Value", attribute.value()));
  }

  private String unsubscribe() {
    return host() + "?Action=Unsubscribe&SubscriptionArn=" + subscription.arn();
  }

  private String host() {
    return "https://sns." + notification.topicArn().split(":")[3] + ".amazonaws.com/";
  }
}

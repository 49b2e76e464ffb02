package dev.fanfare.local.sns;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Delivers notifications to subscribers asynchronously. It never retries, because a local queue has
 * no temporary errors. A message that the queue rejects goes to the subscription's dead-letter
 * queue. Without one it is lost, as on AWS after the last retry.
 *
 * @param functions invokes a function asynchronously; takes its ARN and the event
 * @param executor runs deliveries
 */
public record Deliveries(Queues queues, BiConsumer<String, byte[]> functions, Executor executor) {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  /** SNS discards a raw message with more attributes; see "Raw message delivery" in its guide. */
  private static final int MAX_RAW_ATTRIBUTES = 10;

  /** Sends messages to queues. */
  public interface Queues {

    /**
     * @throws SdkException if the queue does not exist or rejects the message
     */
    void send(String queueArn, String body, Map<String, MessageAttributeValue> attributes);
  }

  void deliver(Notification notification, Subscription subscription) {
    executor.execute(
        () -> {
          if (subscription.protocol().equals(Subscription.FUNCTION)) {
            functions.accept(
                subscription.endpoint(),
                notification.event(subscription).getBytes(StandardCharsets.UTF_8));
          } else {
            toQueue(notification, subscription);
          }
        });
  }

  private void toQueue(Notification notification, Subscription subscription) {
    if (!subscription.isRaw()) {
      send(subscription, notification.envelope(subscription), Map.of());
    } else if (notification.attributes().size() > MAX_RAW_ATTRIBUTES) {
      LOG.warn(
          "Message {} is discarded for {}: it has {} attributes, raw delivery allows at most {}",
          notification.messageId(),
          subscription.arn(),
          notification.attributes().size(),
          MAX_RAW_ATTRIBUTES);
    } else {
      send(subscription, notification.text(Subscription.QUEUE), attributes(notification));
    }
  }

  private void send(
      Subscription subscription, String body, Map<String, MessageAttributeValue> attributes) {
    try {
      queues.send(subscription.endpoint(), body, attributes);
    } catch (SdkException e) {
      LOG.warn("Could not deliver a message to {}: {}", subscription.endpoint(), e.getMessage());
      subscription.deadLetterQueueArn().ifPresent(queue -> redrive(queue, body, attributes));
    }
  }

  private void redrive(String queue, String body, Map<String, MessageAttributeValue> attributes) {
    try {
      queues.send(queue, body, attributes);
    } catch (SdkException e) {
      LOG.warn(
          "Could not deliver to dead-letter queue {} either; the message is lost: {}",
          queue,
          e.getMessage());
    }
  }

  private static Map<String, MessageAttributeValue> attributes(Notification notification) {
    var attributes = new LinkedHashMap<String, MessageAttributeValue>();
    notification
        .attributes()
        .forEach(
            (name, attribute) -> {
              var value = MessageAttributeValue.builder().dataType(attribute.type());
              attributes.put(
                  name,
                  attribute.isBinary()
                      ? value
                          .binaryValue(
                              SdkBytes.fromByteArray(Base64.getDecoder().decode(attribute.value())))
                          .build()
                      : value.stringValue(attribute.value()).build());
            });
    return attributes;
  }
}

package dev.fanfare.local.sns;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A subscription to a topic.
 *
 * @param protocol {@link #QUEUE} or {@link #FUNCTION}
 * @param endpoint the ARN of the queue, or of the function with or without an alias
 * @param isRaw whether a queue gets the message without an envelope
 * @param deadLetterQueueArn receives messages that cannot be delivered
 */
public record Subscription(
    String arn,
    String topicArn,
    String protocol,
    String endpoint,
    boolean isRaw,
    Optional<String> deadLetterQueueArn) {
  public static final String QUEUE = "sqs";
  public static final String FUNCTION = "lambda";

  /** Returns a subscription whose ARN depends only on its topic and endpoint. */
  static Subscription of(
      String topicArn,
      String protocol,
      String endpoint,
      boolean isRaw,
      Optional<String> deadLetterQueueArn) {
    var id = UUID.nameUUIDFromBytes((topicArn + endpoint).getBytes(StandardCharsets.UTF_8));
    return new Subscription(
        topicArn + ":" + id, topicArn, protocol, endpoint, isRaw, deadLetterQueueArn);
  }

  /** The subscription in the format of {@code ListSubscriptions}. */
  Map<String, Object> shape(String owner) {
    return Map.of(
        "SubscriptionArn", arn,
        "Owner", owner,
        "Protocol", protocol,
        "Endpoint", endpoint,
        "TopicArn", topicArn);
  }
}

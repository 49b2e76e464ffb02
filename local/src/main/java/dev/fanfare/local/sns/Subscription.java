package dev.fanfare.local.sns;

import java.util.Map;
import java.util.Optional;

/**
 * Who gets what a topic is told.
 *
 * @param protocol {@link #QUEUE} or {@link #FUNCTION}
 * @param endpoint the ARN of the queue, or of the function, with or without its alias
 * @param isRaw whether a queue gets the message as it is, without an envelope
 * @param deadLetterQueueArn where a message goes that could not be delivered
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

  /** As a list of subscriptions shows it. */
  Map<String, Object> shape(String owner) {
    return Map.of(
        "SubscriptionArn", arn,
        "Owner", owner,
        "Protocol", protocol,
        "Endpoint", endpoint,
        "TopicArn", topicArn);
  }
}

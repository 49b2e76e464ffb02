package dev.fanfare.local.template;

import java.util.List;
import java.util.Optional;

/**
 * A topic to make, with what subscribes to it.
 *
 * @param arn what {@code Ref} gives
 */
public record TopicResource(
    String logicalId, String name, String arn, List<Subscription> subscriptions) {

  public TopicResource {
    subscriptions = List.copyOf(subscriptions);
  }

  /**
   * One subscription.
   *
   * @param protocol {@code sqs} or {@code lambda}
   * @param endpoint the ARN of a queue or a function, with its alias if it names one
   * @param isRaw whether a queue gets the message without an envelope
   * @param deadLetterQueueArn where a message goes that cannot be delivered
   */
  public record Subscription(
      String protocol, String endpoint, boolean isRaw, Optional<String> deadLetterQueueArn) {}
}

package dev.fanfare.cli.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The approximate number of messages in a queue.
 *
 * @param waiting messages that can be received
 * @param inFlight messages that were received and not yet deleted
 * @param delayed messages that cannot be received yet
 */
record QueueDepth(long waiting, long inFlight, long delayed) {
  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  static Optional<QueueDepth> of(CheckContext context, String url) {
    return context
        .ask(
            "sqs:GetQueueAttributes",
            () ->
                context
                    .stack()
                    .queues()
                    .getQueueAttributes(r -> r.queueUrl(url).attributeNames(COUNTS))
                    .attributes())
        .map(QueueDepth::of);
  }

  private static QueueDepth of(Map<QueueAttributeName, String> attributes) {
    return new QueueDepth(
        count(attributes, COUNTS.get(0)),
        count(attributes, COUNTS.get(1)),
        count(attributes, COUNTS.get(2)));
  }

  private static long count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
  }

  long all() {
    return waiting + inFlight + delayed;
  }
}

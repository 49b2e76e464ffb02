package dev.fanfare.local.sqs;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue of the template.
 *
 * @param url the value of {@code Ref}, which functions receive
 * @param visibility how long a received message stays hidden
 * @param delay how long a new message stays hidden
 * @param receiveWait how long a receive waits for a message by default
 * @param redrive the dead-letter queue, if it has one
 */
public record QueueSpec(
    String logicalId,
    String name,
    String arn,
    String url,
    Duration visibility,
    Duration delay,
    Duration receiveWait,
    Optional<Redrive> redrive) {

  /**
   * The dead-letter queue of a queue.
   *
   * @param maxReceiveCount how many times a message may be received before it moves there
   */
  public record Redrive(String deadLetterQueueArn, int maxReceiveCount) {}

  /** Creates the queue; its dead-letter queue must exist. */
  public void create(SqsClient queues) {
    Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, "" + visibility.toSeconds());
    attributes.put(QueueAttributeName.DELAY_SECONDS, "" + delay.toSeconds());
    attributes.put(
        QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "" + receiveWait.toSeconds());
    redrive.ifPresent(
        policy ->
            attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                    .formatted(policy.deadLetterQueueArn(), policy.maxReceiveCount())));
    queues.createQueue(create -> create.queueName(name).attributes(attributes));
  }
}

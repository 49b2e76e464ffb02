package dev.fanfare.local.template;

import java.time.Duration;
import java.util.Optional;

/**
 * A queue to make.
 *
 * @param url what {@code Ref} gives, as the functions receive it
 * @param visibility how long a received message stays hidden
 * @param delay how long a new message stays hidden
 * @param receiveWait how long a receive waits for a message unless it says otherwise
 * @param redrive where a message goes that was received too often
 */
public record QueueResource(
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
   * @param maxReceiveCount how often a message may be received before it is moved
   */
  public record Redrive(String deadLetterQueueArn, int maxReceiveCount) {}
}

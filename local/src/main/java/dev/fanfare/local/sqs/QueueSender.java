package dev.fanfare.local.sqs;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Sends messages to queues by ARN, because topics, streams and functions refer to queues by ARN.
 *
 * @param queues the client, which the caller closes
 * @param endpoint the start of every queue's URL
 */
public record QueueSender(SqsClient queues, URI endpoint) {
  private static final int ACCOUNT = 4;
  private static final int NAME = 5;

  /**
   * @throws software.amazon.awssdk.core.exception.SdkException if the queue does not exist or
   *     rejects the message
   */
  public void send(String queueArn, String body, Map<String, MessageAttributeValue> attributes) {
    var parts = queueArn.split(":");
    var url = endpoint + "/" + parts[ACCOUNT] + "/" + parts[NAME];
    queues.sendMessage(send -> send.queueUrl(url).messageBody(body).messageAttributes(attributes));
  }

  public void send(String queueArn, String body) {
    send(queueArn, body, Map.of());
  }
}

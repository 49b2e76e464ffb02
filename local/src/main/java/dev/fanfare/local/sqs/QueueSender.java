package dev.fanfare.local.sqs;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Sends to queues by ARN, as topics, streams and functions name them.
 *
 * @param queues not closed here
 * @param endpoint the beginning of the queues' URLs
 */
public record QueueSender(SqsClient queues, URI endpoint) {
  private static final int ACCOUNT = 4;
  private static final int NAME = 5;

  /**
   * @throws software.amazon.awssdk.core.exception.SdkException if the queue is missing or refuses
   *     the message
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

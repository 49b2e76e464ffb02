package dev.fanfare.local.sqs;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Sends to queues by their ARN, because topics, streams and functions refer to them by ARN. */
public final class QueueSender {
  private static final int ACCOUNT = 4;
  private static final int NAME = 5;

  private final SqsClient queues;
  private final URI endpoint;

  /**
   * @param queues is not closed here
   * @param endpoint the beginning of the URLs of queues
   */
  public QueueSender(SqsClient queues, URI endpoint) {
    this.queues = queues;
    this.endpoint = endpoint;
  }

  /**
   * @throws software.amazon.awssdk.core.exception.SdkException if there is no such queue, or it
   *     refuses the message
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

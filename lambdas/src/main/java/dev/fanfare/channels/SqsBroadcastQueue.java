package dev.fanfare.channels;

import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The queue of requests on SQS. */
public final class SqsBroadcastQueue implements BroadcastQueue {
  private final SqsClient client;
  private final String queueUrl;

  public SqsBroadcastQueue(SqsClient client, String queueUrl) {
    this.client = client;
    this.queueUrl = queueUrl;
  }

  @Override
  public void send(String request) {
    var source = MessageAttributeValue.builder().dataType("String").stringValue(PRESENCE).build();
    client.sendMessage(
        send ->
            send.queueUrl(queueUrl).messageBody(request).messageAttributes(Map.of(SOURCE, source)));
  }
}

package dev.fanfare.channels;

import software.amazon.awssdk.services.sqs.SqsClient;

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
    client.sendMessage(send -> send.queueUrl(queueUrl).messageBody(request));
  }
}

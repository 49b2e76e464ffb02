package dev.fanfare.channels.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends broadcast requests to SQS. */
public final class SqsBroadcastQueue implements BroadcastQueue {
  /** The maximum number of messages in an SQS batch. */
  private static final int MAX_ENTRIES = 10;

  private final SqsClient client;
  private final String queueUrl;

  public SqsBroadcastQueue(SqsClient client, String queueUrl) {
    this.client = client;
    this.queueUrl = queueUrl;
  }

  @Override
  public void send(List<String> requests) {
    for (int from = 0; from < requests.size(); from += MAX_ENTRIES) {
      sendBatch(requests.subList(from, Math.min(requests.size(), from + MAX_ENTRIES)));
    }
  }

  private void sendBatch(List<String> requests) {
    var source = MessageAttributeValue.builder().dataType("String").stringValue(PRESENCE).build();
    var entries = new ArrayList<SendMessageBatchRequestEntry>();
    for (String request : requests) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id("" + entries.size())
              .messageBody(request)
              .messageAttributes(Map.of(SOURCE, source))
              .build());
    }
    var failed = client.sendMessageBatch(send -> send.queueUrl(queueUrl).entries(entries)).failed();
    if (!failed.isEmpty()) {
      throw new IllegalStateException(
          "%d of %d notices were not sent, the first: %s"
              .formatted(failed.size(), entries.size(), failed.get(0).message()));
    }
  }
}

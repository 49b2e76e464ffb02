package dev.fanfare.start;

import software.amazon.awssdk.services.sqs.SqsClient;

/** Rejected records on SQS. */
final class SqsRejectedRecords implements RejectedRecords {
  private final SqsClient client;
  private final String queueUrl;

  SqsRejectedRecords(SqsClient client, String queueUrl) {
    this.client = client;
    this.queueUrl = queueUrl;
  }

  @Override
  public void release(String receiptHandle) {
    client.changeMessageVisibility(
        change -> change.queueUrl(queueUrl).receiptHandle(receiptHandle).visibilityTimeout(0));
  }
}

package dev.fanfare.start;

import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Dead letters on SQS; the reason stands in the message attribute {@code reason}. */
final class SqsDeadLetters implements DeadLetters {
  private static final String REASON = "reason";

  private final SqsClient client;
  private final String queueUrl;

  SqsDeadLetters(SqsClient client, String queueUrl) {
    this.client = client;
    this.queueUrl = queueUrl;
  }

  @Override
  public void put(String body, String reason) {
    var attribute =
        MessageAttributeValue.builder().dataType("String").stringValue(shown(reason)).build();
    client.sendMessage(
        send ->
            send.queueUrl(queueUrl).messageBody(body).messageAttributes(Map.of(REASON, attribute)));
  }

  /** A message attribute takes no control characters, which a request may be refused for. */
  private static String shown(String reason) {
    return reason.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF]", "?");
  }
}

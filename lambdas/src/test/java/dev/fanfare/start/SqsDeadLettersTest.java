package dev.fanfare.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.AwsLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class SqsDeadLettersTest {
  private static final String URL = "https://sqs.eu-central-2.amazonaws.com/1/dead";

  private final Client client = new Client();

  @Test
  void put_request_isStoredUnchangedWithItsReason() {
    new SqsDeadLetters(client, URL).put("{\"data\": 1 ", "request is \u0000, \uFFFE: must be JSON");

    assertThat(client.asked.queueUrl()).isEqualTo(URL);
    assertThat(client.asked.messageBody()).isEqualTo("{\"data\": 1 ");
    assertThat(reason()).isEqualTo("request is ?, ?: must be JSON");
  }

  @Test
  void put_tooLongWithItsReason_isCutAndMarked() {
    String body = "{\"data\":\"" + "😀".repeat(AwsLimits.QUEUE_MESSAGE_BYTES / 4);

    new SqsDeadLetters(client, URL).put(body, "data is too long");

    assertThat(size()).isBetween(AwsLimits.QUEUE_MESSAGE_BYTES - 3, AwsLimits.QUEUE_MESSAGE_BYTES);
    assertThat(body).startsWith(client.asked.messageBody());
    assertThat(reason()).isEqualTo("data is too long (truncated; it had 1048585 bytes)");
  }

  @Test
  void put_exactlyTheMaximum_isNotCut() {
    String reason = "too long";
    String body = "x".repeat(AwsLimits.QUEUE_MESSAGE_BYTES - "reasonStringtoo long".length());

    new SqsDeadLetters(client, URL).put(body, reason);

    assertThat(size()).isEqualTo(AwsLimits.QUEUE_MESSAGE_BYTES);
    assertThat(reason()).isEqualTo(reason);
  }

  private String reason() {
    return client.asked.messageAttributes().get("reason").stringValue();
  }

  /** The size as SQS counts it: the body, and the attribute's name, type and value. */
  private int size() {
    String all = client.asked.messageBody() + "reason" + "String" + reason();
    return all.getBytes(StandardCharsets.UTF_8).length;
  }

  private static final class Client implements SqsClient {
    private SendMessageRequest asked;

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest send) {
      asked = send;
      return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {
      // Holds no resources.
    }
  }
}

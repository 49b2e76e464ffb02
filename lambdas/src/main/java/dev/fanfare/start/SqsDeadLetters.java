package dev.fanfare.start;

import dev.fanfare.broadcast.AwsLimits;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Dead letters on SQS, with the reason in the message attribute {@code reason}. A body that is too
 * long for a message with its reason is cut, and the reason says so. Otherwise it would be
 * redelivered forever and block later requests.
 */
public final class SqsDeadLetters implements DeadLetters {
  private static final String REASON = "reason";
  private static final String TYPE = "String";

  private final SqsClient client;
  private final String queueUrl;

  public SqsDeadLetters(SqsClient client, String queueUrl) {
    this.client = client;
    this.queueUrl = queueUrl;
  }

  @Override
  public void put(String body, String reason) {
    int bytes = utf8(body).length;
    int room = room(reason);
    if (bytes <= room) {
      send(body, reason);
    } else {
      String note = reason + " (truncated; it had " + bytes + " bytes)";
      send(truncate(body, room(note)), note);
    }
  }

  private void send(String body, String reason) {
    var attribute =
        MessageAttributeValue.builder().dataType(TYPE).stringValue(shown(reason)).build();
    client.sendMessage(
        send ->
            send.queueUrl(queueUrl).messageBody(body).messageAttributes(Map.of(REASON, attribute)));
  }

  /** Bytes available for the body: the attribute's name, type and value count as well. */
  private static int room(String reason) {
    int attribute = utf8(REASON).length + utf8(TYPE).length + utf8(shown(reason)).length;
    return AwsLimits.QUEUE_MESSAGE_BYTES - attribute;
  }

  /** The longest prefix of a text that fits into this many bytes. */
  private static String truncate(String text, int bytes) {
    var characters = CharBuffer.wrap(text);
    StandardCharsets.UTF_8.newEncoder().encode(characters, ByteBuffer.allocate(bytes), true);
    return text.substring(0, characters.position());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A message attribute must not contain control characters, but a reason may quote them from a
   * request.
   */
  private static String shown(String reason) {
    return reason.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF]", "?");
  }
}

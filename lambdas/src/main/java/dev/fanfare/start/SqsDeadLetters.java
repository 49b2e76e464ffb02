package dev.fanfare.start;

import dev.fanfare.broadcast.AwsLimits;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Dead letters on SQS; the reason stands in the message attribute {@code reason}. What is too long
 * for a message beside its reason is cut, and the reason says so: else it would come again and
 * again, and hold up what is behind it.
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
      String told = reason + " (cut off here; it had " + bytes + " bytes)";
      send(beginning(body, room(told)), told);
    }
  }

  private void send(String body, String reason) {
    var attribute =
        MessageAttributeValue.builder().dataType(TYPE).stringValue(shown(reason)).build();
    client.sendMessage(
        send ->
            send.queueUrl(queueUrl).messageBody(body).messageAttributes(Map.of(REASON, attribute)));
  }

  /** Bytes that a message has for its body: the attribute's name, type and value count as well. */
  private static int room(String reason) {
    int attribute = utf8(REASON).length + utf8(TYPE).length + utf8(shown(reason)).length;
    return AwsLimits.QUEUE_MESSAGE_BYTES - attribute;
  }

  /** As many of a text's characters as fit into so many bytes. */
  private static String beginning(String text, int bytes) {
    var characters = CharBuffer.wrap(text);
    StandardCharsets.UTF_8.newEncoder().encode(characters, ByteBuffer.allocate(bytes), true);
    return text.substring(0, characters.position());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A message attribute takes no control characters, which a request may be refused for. */
  private static String shown(String reason) {
    return reason.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF]", "?");
  }
}

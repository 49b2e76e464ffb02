package dev.fanfare.messages;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.fanfare.request.PositionedMessage;
import dev.fanfare.request.Priority;
import dev.fanfare.text.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A message that a client sends to a channel.
 *
 * @param message the JSON text, unchanged
 * @param from the sender's user id
 * @param connectionId the sender's connection
 * @param sentAt in milliseconds since the epoch
 * @param key distinguishes this message from others of the connection; a retry has the same key
 */
public record ChannelMessage(
    String channel, String message, String from, String connectionId, long sentAt, String key) {
  private static final int ID_DIGITS = 32;

  /**
   * Returns the id of the message's broadcast. The same key with another channel or message makes
   * another broadcast, so a client that reuses its request ids loses nothing.
   */
  public String id() {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {connectionId, key, channel, message}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // The length prefix keeps the parts separate.
        hash.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        hash.update(bytes);
      }
      return "message-" + HexFormat.of().formatHex(hash.digest()).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Returns the archived form. The other members receive it with its position added. */
  String envelope() {
    return Json.MAPPER
        .createObjectNode()
        .put("type", "message")
        .put("channel", channel)
        .putRawValue("message", new RawValue(message))
        .put("from", from)
        .put("connection_id", connectionId)
        .put("sent_at", sentAt)
        .put("id", id())
        .toString();
  }

  /** Returns the maximum number of bytes that the other members receive, including the position. */
  int mostBytes() {
    return PositionedMessage.mostBytes(
        envelope().getBytes(StandardCharsets.UTF_8), List.of(channel));
  }

  /**
   * Builds the request for the broadcast to all members except the sender. The request does not
   * contain the id: a retry has another time but is still the same message.
   */
  byte[] request() {
    var request = Json.MAPPER.createObjectNode();
    request.putArray("channels").add(channel);
    request.putArray("exclude_connections").add(connectionId);
    request.put("priority", Priority.LOW.word());
    request.putRawValue("data", new RawValue(envelope()));
    return request.toString().getBytes(StandardCharsets.UTF_8);
  }
}

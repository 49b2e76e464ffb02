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
 * What a client says in a channel.
 *
 * @param message JSON, to the letter
 * @param from the sender's user id
 * @param connectionId the sender's connection
 * @param sentAt in milliseconds since the epoch
 * @param key tells this message from the connection's others; the same again when it is sent again
 */
public record ChannelMessage(
    String channel, String message, String from, String connectionId, long sentAt, String key) {
  private static final int ID_DIGITS = 32;

  /**
   * The id of its broadcast. The same key with another channel or message is another broadcast, so
   * that a client which numbers its requests badly loses nothing.
   */
  public String id() {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {connectionId, key, channel, message}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // Its length first: parts cannot run into each other.
        hash.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        hash.update(bytes);
      }
      return "message-" + HexFormat.of().formatHex(hash.digest()).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What the archive keeps; the other members receive it with its position. */
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

  /** How many bytes the other members receive at most: the envelope gets its position. */
  int mostBytes() {
    return PositionedMessage.mostBytes(
        envelope().getBytes(StandardCharsets.UTF_8), List.of(channel));
  }

  /**
   * The request for its broadcast: to all members but the sender. It does not name its id: the
   * message sent again has another time, and is the same message all the same.
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

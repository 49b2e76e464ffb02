package dev.fanfare.messages;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.fanfare.archive.ArchivedMessage;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A message in the form that a client receives during a catch-up. */
record MissedMessage(String channel, ArchivedMessage archived) {

  /**
   * Returns the posts in order. Usually this is one post with the message in its envelope. If that
   * exceeds the size limit, the envelope comes first, with a note, and then the message.
   */
  List<byte[]> posts() {
    byte[] whole = envelope(true);
    return whole.length <= AwsLimits.MESSAGE_BYTES
        ? List.of(whole)
        : List.of(envelope(false), archived.message().getBytes(StandardCharsets.UTF_8));
  }

  private byte[] envelope(boolean withData) {
    var envelope =
        Json.MAPPER
            .createObjectNode()
            .put("type", "missed")
            .put("channel", channel)
            .put("position", archived.position())
            .put("id", archived.broadcastId())
            .put("sent_at", archived.sentAt());
    if (withData) {
      envelope.putRawValue("data", new RawValue(archived.message()));
    } else {
      envelope.put("data_follows", true);
    }
    return envelope.toString().getBytes(StandardCharsets.UTF_8);
  }
}

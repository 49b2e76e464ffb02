package dev.fanfare.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Stores sent messages in each channel's order. Positions make catching up and pushing consistent.
 * A broadcast gets its positions before its audience is read, and a connection that joins and
 * catches up has a last position. Each message therefore reaches the connection in exactly one of
 * the two ways.
 */
public interface MessageArchive extends MessageHistory {

  /**
   * The channel for broadcasts without one. No real channel has this name, since names must not
   * contain {@code #}.
   */
  String BROADCASTS = "#broadcasts";

  /**
   * The position of a message.
   *
   * @param position from 1
   * @param isNew whether this call appended it, rather than an earlier one
   */
  record Place(long position, boolean isNew) {}

  /**
   * Gives a broadcast's message the channel's next position. Idempotent: a broadcast has one
   * position in a channel, even after retries.
   *
   * @param message JSON, stored character for character
   * @param narrowed whether it is for only a part of the members
   */
  Place put(String channel, String broadcastId, String message, Instant sentAt, boolean narrowed);

  /**
   * Withdraws the message of a refused broadcast, as if it had expired. Idempotent: does nothing if
   * there is no such message.
   */
  void withdraw(String channel, String broadcastId);

  /**
   * The same, for callers that need only the position.
   *
   * @return its position, from 1
   */
  default long append(
      String channel, String broadcastId, String message, Instant sentAt, boolean narrowed) {
    return put(channel, broadcastId, message, sentAt, narrowed).position();
  }

  /** The same for a message to all members. */
  default long append(String channel, String broadcastId, String message, Instant sentAt) {
    return append(channel, broadcastId, message, sentAt, false);
  }

  /**
   * Archives a broadcast in all its channels, or under {@link #BROADCASTS} if it has none.
   *
   * @param message JSON as UTF-8, stored character for character
   * @param narrowed whether it is for only a part of the members
   * @return its position by channel
   */
  default Map<String, Long> append(
      Set<String> channels, String broadcastId, byte[] message, Instant sentAt, boolean narrowed) {
    var text = new String(message, StandardCharsets.UTF_8);
    var positions = new LinkedHashMap<String, Long>();
    for (String channel : archivedIn(channels)) {
      positions.put(channel, append(channel, broadcastId, text, sentAt, narrowed));
    }
    return positions;
  }

  /** Withdraws a broadcast's message from all its channels. */
  default void withdraw(Set<String> channels, String broadcastId) {
    archivedIn(channels).forEach(channel -> withdraw(channel, broadcastId));
  }

  private static Set<String> archivedIn(Set<String> channels) {
    return channels.isEmpty() ? Set.of(BROADCASTS) : channels;
  }
}

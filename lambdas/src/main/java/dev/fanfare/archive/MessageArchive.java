package dev.fanfare.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where what is sent is kept, in the order of each channel. Positions make catching up and pushing
 * fit together: a broadcast gets its positions before its audience is read, and a connection that
 * joins and catches up knows up to which position it has; so each message reaches it by one of the
 * two ways.
 */
public interface MessageArchive extends MessageHistory {

  /**
   * Where a broadcast is kept that is for no channel. No channel has this name: none may hold a #.
   */
  String BROADCASTS = "#broadcasts";

  /**
   * Where a message is.
   *
   * @param position from 1
   * @param isNew whether this call has put it there, and no earlier one
   */
  record Place(long position, boolean isNew) {}

  /**
   * Gives a broadcast's message the channel's next position. Safe to call again: a broadcast has
   * one position in a channel, whatever was retried.
   *
   * @param message JSON, to the letter
   * @param narrowed whether only a part of the members is meant
   */
  Place put(String channel, String broadcastId, String message, Instant sentAt, boolean narrowed);

  /**
   * Takes a message back whose broadcast was refused, as if it had expired. Does nothing where it
   * is not, so it is safe to call again.
   */
  void withdraw(String channel, String broadcastId);

  /**
   * The same, for callers that need the position alone.
   *
   * @return its position, from 1
   */
  default long append(
      String channel, String broadcastId, String message, Instant sentAt, boolean narrowed) {
    return put(channel, broadcastId, message, sentAt, narrowed).position();
  }

  /** The same of a message for all members. */
  default long append(String channel, String broadcastId, String message, Instant sentAt) {
    return append(channel, broadcastId, message, sentAt, false);
  }

  /**
   * Archives a broadcast in all its channels, or, when it has none, under {@link #BROADCASTS}.
   *
   * @param message JSON as UTF-8, to the letter
   * @param narrowed whether only a part of the members is meant
   * @return its position in each
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

  /** Takes a broadcast's message back in all its channels. */
  default void withdraw(Set<String> channels, String broadcastId) {
    archivedIn(channels).forEach(channel -> withdraw(channel, broadcastId));
  }

  private static Set<String> archivedIn(Set<String> channels) {
    return channels.isEmpty() ? Set.of(BROADCASTS) : channels;
  }
}

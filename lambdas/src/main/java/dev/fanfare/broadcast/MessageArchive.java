package dev.fanfare.broadcast;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was sent, in the order of each channel. Positions make history, catching up and pushing fit
 * together: a broadcast gets its positions before its audience is read, and a connection that joins
 * and catches up knows up to which position it has; so each message reaches it by one of the two
 * ways.
 */
public interface MessageArchive {

  /**
   * Where a broadcast is kept that is for no channel. No channel has this name: none may hold a #.
   */
  String BROADCASTS = "#broadcasts";

  /**
   * Gives a broadcast's message the channel's next position. Safe to call again: a broadcast has
   * one position in a channel, whatever was retried.
   *
   * @param message JSON, to the letter
   * @return its position, from 1
   */
  long append(String channel, String broadcastId, String message, Instant sentAt);

  /** The position of the channel's last message; 0 when there has been none. */
  long head(String channel);

  /**
   * The position of the last message before an instant; 0 when there is none. Messages that are not
   * kept any more count as before it.
   */
  long lastBefore(String channel, Instant instant);

  /**
   * Messages after a position, in order, without those that are not kept any more.
   *
   * @param limit most messages of the page; it may hold fewer, since messages may be large
   */
  Page after(String channel, long position, int limit);

  /** Messages before a position, the youngest first; otherwise the same. */
  Page before(String channel, long position, int limit);

  /**
   * @param messages not empty, unless the page is the last
   * @param isLast whether nothing follows; else what follows begins at the last message
   */
  record Page(List<ArchivedMessage> messages, boolean isLast) {}

  /**
   * Archives a broadcast in all its channels, or, when it has none, under {@link #BROADCASTS}.
   *
   * @param message JSON as UTF-8, to the letter
   * @return its position in each
   */
  default Map<String, Long> append(
      Set<String> channels, String broadcastId, byte[] message, Instant sentAt) {
    var text = new String(message, StandardCharsets.UTF_8);
    var positions = new LinkedHashMap<String, Long>();
    for (String channel : channels.isEmpty() ? Set.of(BROADCASTS) : channels) {
      positions.put(channel, append(channel, broadcastId, text, sentAt));
    }
    return positions;
  }
}

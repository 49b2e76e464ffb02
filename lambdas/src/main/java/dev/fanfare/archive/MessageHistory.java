package dev.fanfare.archive;

import java.time.Instant;
import java.util.List;

/** The messages sent in each channel, in order, for as long as they are kept. */
public interface MessageHistory {

  /** The position of the channel's last message; 0 if there has been none. */
  long head(String channel);

  /**
   * The position of the last message before an instant; 0 if there is none. Expired messages count
   * as earlier.
   */
  long lastBefore(String channel, Instant instant);

  /**
   * Messages after a position, in order, without expired ones.
   *
   * @param limit maximum messages per page; a page may have fewer, since messages may be large
   */
  Page after(String channel, long position, int limit);

  /** Messages before a position, the newest first; otherwise like {@link #after}. */
  Page before(String channel, long position, int limit);

  /**
   * @param messages not empty, unless this is the last page
   * @param isLast whether this is the last page; otherwise, continue from the position of its last
   *     message
   */
  record Page(List<ArchivedMessage> messages, boolean isLast) {}
}

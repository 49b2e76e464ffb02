package dev.fanfare.archive;

import java.time.Instant;
import java.util.List;

/** What was sent in each channel, in its order, as long as it is kept. */
public interface MessageHistory {

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
}

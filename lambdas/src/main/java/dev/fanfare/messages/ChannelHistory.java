package dev.fanfare.messages;

import dev.fanfare.archive.ArchivedMessage;
import dev.fanfare.archive.MessageHistory;
import dev.fanfare.broadcast.AwsLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** Reads a channel's messages page by page. Each page fits into one response to a client. */
public final class ChannelHistory {
  /** Reserved for the rest of a response: channel, request id and so on. */
  private static final int HEAD_BYTES = 2_048;

  /** Reserved for the fields of an entry other than its data. */
  private static final int ENTRY_BYTES = 256;

  private static final int PAGE_BYTES = AwsLimits.MESSAGE_BYTES - HEAD_BYTES;

  private final MessageHistory history;

  /**
   * @param hasData whether the message fits into a response; if not, a join with {@code since}
   *     delivers it
   */
  public record Entry(ArchivedMessage message, boolean hasData) {}

  /**
   * @param entries in the order of their positions
   * @param next the position to request next, in the same direction; empty at the end
   */
  public record Page(List<Entry> entries, OptionalLong next) {}

  public ChannelHistory(MessageHistory history) {
    this.history = history;
  }

  /**
   * Reads the first messages after a position.
   *
   * @param before the exclusive end; empty for none
   * @return a page; its {@code next} is the position to read after
   */
  public Page after(String channel, long position, OptionalLong before, int limit) {
    var entries = new Entries(limit);
    long end = before.orElse(Long.MAX_VALUE);
    long last = position;
    MessageHistory.Page page;
    do {
      page = history.after(channel, last, entries.wanted());
      for (var message : page.messages()) {
        if (message.position() >= end) {
          return entries.page(OptionalLong.empty());
        }
        if (!entries.add(message)) {
          return entries.page(OptionalLong.of(last));
        }
        last = message.position();
      }
    } while (!page.isLast());
    return entries.page(OptionalLong.empty());
  }

  /**
   * Reads the last messages before a position.
   *
   * @return a page; its {@code next} is the position to read before
   */
  public Page before(String channel, long position, int limit) {
    var entries = new Entries(limit);
    long first = position;
    MessageHistory.Page page;
    do {
      page = history.before(channel, first, entries.wanted());
      for (var message : page.messages()) {
        if (!entries.add(message)) {
          return entries.reversed().page(OptionalLong.of(first));
        }
        first = message.position();
      }
    } while (!page.isLast());
    return entries.reversed().page(OptionalLong.empty());
  }

  /** Collects the entries that fit into one response. */
  private static final class Entries {
    private final List<Entry> entries = new ArrayList<>();
    private final int limit;
    private int bytesLeft = PAGE_BYTES;

    private Entries(int limit) {
      this.limit = limit;
    }

    /** One more than fits, to detect whether more messages follow. */
    private int wanted() {
      return limit - entries.size() + 1;
    }

    private boolean add(ArchivedMessage message) {
      int data = message.message().getBytes(StandardCharsets.UTF_8).length;
      boolean hasData = ENTRY_BYTES + data <= PAGE_BYTES;
      int bytes = hasData ? ENTRY_BYTES + data : ENTRY_BYTES;
      if (entries.size() == limit || bytes > bytesLeft) {
        return false;
      }
      bytesLeft -= bytes;
      return entries.add(new Entry(message, hasData));
    }

    private Entries reversed() {
      Collections.reverse(entries);
      return this;
    }

    private Page page(OptionalLong next) {
      return new Page(List.copyOf(entries), next);
    }
  }
}

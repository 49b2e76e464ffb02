package dev.fanfare.archive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** An archive in memory. Messages expire only when a test says so. */
public final class MemoryArchive implements MessageArchive {
  private final Map<String, List<ArchivedMessage>> channels = new HashMap<>();
  private final Map<String, Long> expired = new HashMap<>();
  private final Set<String> withdrawn = new HashSet<>();
  private int pageSize = Integer.MAX_VALUE;

  /** Limits the messages in a page, even if the caller passes a higher limit. */
  public MemoryArchive pages(int messages) {
    pageSize = messages;
    return this;
  }

  /** Makes a channel's messages expire, up to a position. */
  public synchronized void expire(String channel, long position) {
    expired.put(channel, position);
  }

  @Override
  public synchronized Place put(
      String channel, String broadcastId, String message, Instant sentAt, boolean narrowed) {
    var messages = channels.computeIfAbsent(channel, first -> new ArrayList<>());
    for (var before : messages) {
      if (before.broadcastId().equals(broadcastId)) {
        return new Place(before.position(), false);
      }
    }
    long position = messages.size() + 1;
    messages.add(
        new ArchivedMessage(position, broadcastId, sentAt.toEpochMilli(), message, narrowed));
    return new Place(position, true);
  }

  /** From then on, reads skip the broadcast's position. */
  @Override
  public synchronized void withdraw(String channel, String broadcastId) {
    withdrawn.add(channel + '#' + broadcastId);
  }

  public synchronized List<ArchivedMessage> messages(String channel) {
    return List.copyOf(channels.getOrDefault(channel, List.of()));
  }

  @Override
  public long head(String channel) {
    return messages(channel).size();
  }

  @Override
  public long lastBefore(String channel, Instant instant) {
    return messages(channel).stream().filter(m -> m.sentAt() < instant.toEpochMilli()).count();
  }

  @Override
  public Page after(String channel, long position, int limit) {
    return page(kept(channel).filter(m -> m.position() > position), limit);
  }

  @Override
  public Page before(String channel, long position, int limit) {
    return page(
        kept(channel)
            .filter(m -> m.position() < position)
            .sorted(Comparator.comparing(ArchivedMessage::position).reversed()),
        limit);
  }

  private synchronized Stream<ArchivedMessage> kept(String channel) {
    long gone = expired.getOrDefault(channel, 0L);
    return messages(channel).stream()
        .filter(m -> m.position() > gone)
        .filter(m -> !withdrawn.contains(channel + '#' + m.broadcastId()));
  }

  private Page page(Stream<ArchivedMessage> from, int limit) {
    var rest = from.toList();
    int size = Math.min(Math.min(limit, pageSize), rest.size());
    return new Page(rest.subList(0, size), size == rest.size());
  }
}

package dev.fanfare.channels;

import dev.fanfare.broadcast.Connection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Channels of connections in memory, with the same rules. */
public final class MemoryConnectionChannels implements ConnectionChannels {
  private final Map<String, SortedSet<String>> channels = new TreeMap<>();

  /** Adds a row for a connection. */
  public MemoryConnectionChannels with(String connectionId, String... joined) {
    channels.put(connectionId, new TreeSet<>(Set.of(joined)));
    return this;
  }

  @Override
  public Joining join(Connection connection, Map<String, String> attributes, Set<String> joined) {
    var mine = channels.get(connection.id());
    if (mine == null) {
      return Joining.UNKNOWN_CONNECTION;
    }
    if (mine.containsAll(joined)) {
      return Joining.ALREADY_IN;
    }
    var all = new HashSet<>(mine);
    all.addAll(joined);
    if (all.size() > MAX_CHANNELS) {
      return Joining.TOO_MANY;
    }
    mine.addAll(joined);
    return Joining.JOINED;
  }

  @Override
  public boolean leave(Connection connection, String channel) {
    return of(connection).remove(channel);
  }

  @Override
  public SortedSet<String> of(Connection connection) {
    return channels.getOrDefault(connection.id(), new TreeSet<>());
  }
}

package dev.fanfare.channels;

import dev.fanfare.broadcast.Connection;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** Which channels a connection is in. */
public interface Memberships {
  /** Most channels of one connection. */
  int MAX_CHANNELS = 50;

  /** What became of a wish to join. */
  enum Joining {
    /** It is in now, and was not before. */
    JOINED,
    /** It was in already; nothing has changed. */
    ALREADY_IN,
    /** It would be in more than {@link #MAX_CHANNELS}; nothing has changed. */
    TOO_MANY,
    /** The connection has no row: it has ended, or been ended. Nothing has changed. */
    UNKNOWN_CONNECTION
  }

  /**
   * Lets a connection into channels, into all or none.
   *
   * @param attributes the connection's, which the membership carries for filters
   * @param channels none of which it is in, unless it is just one
   */
  Joining join(Connection connection, Map<String, String> attributes, Set<String> channels);

  /** Whether it was in. */
  boolean leave(Connection connection, String channel);

  /** The channels it is in, by name. */
  SortedSet<String> of(Connection connection);
}

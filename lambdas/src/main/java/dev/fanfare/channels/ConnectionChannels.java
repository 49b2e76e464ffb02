package dev.fanfare.channels;

import dev.fanfare.broadcast.Connection;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** The channels that a connection is in: the write side of memberships. */
public interface ConnectionChannels {
  /** The maximum number of channels of a connection. */
  int MAX_CHANNELS = 50;

  /** The result of a join. */
  enum Joining {
    /** The connection joined the channel. */
    JOINED,
    /** The connection was already a member; nothing changed. */
    ALREADY_IN,
    /** The connection would exceed {@link #MAX_CHANNELS}; nothing changed. */
    TOO_MANY,
    /** The connection has no row because it has ended; nothing changed. */
    UNKNOWN_CONNECTION
  }

  /**
   * Joins a connection to all of the channels or to none.
   *
   * @param attributes the connection's attributes; the membership stores them for filters
   * @param channels if more than one, the connection must not be a member of any of them
   */
  Joining join(Connection connection, Map<String, String> attributes, Set<String> channels);

  /** Returns whether the connection was a member. */
  boolean leave(Connection connection, String channel);

  /** Returns the connection's channels, sorted by name. */
  SortedSet<String> of(Connection connection);
}

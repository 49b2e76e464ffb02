package dev.fanfare.channels.sessions;

import dev.fanfare.broadcast.Connection;
import java.util.SortedSet;

/**
 * A connection that has ended.
 *
 * @param channels it was in to the end
 * @param endedAt in milliseconds since the epoch
 * @param estimated whether nobody told of the end, so that it was earlier than {@code endedAt}
 */
public record Session(
    Connection connection, SortedSet<String> channels, long endedAt, boolean estimated) {

  /** How long it lasted, in whole seconds. */
  public long seconds() {
    return Math.max(0, (endedAt - connection.connectedAt()) / 1000);
  }
}

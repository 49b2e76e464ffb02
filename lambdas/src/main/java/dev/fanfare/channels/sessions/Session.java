package dev.fanfare.channels.sessions;

import dev.fanfare.broadcast.Connection;
import java.util.SortedSet;

/**
 * A connection that has ended.
 *
 * @param channels the channels of the connection when it ended
 * @param endedAt in milliseconds since the epoch
 * @param estimated true if the end was detected later, so that the connection ended before {@code
 *     endedAt}
 */
public record Session(
    Connection connection, SortedSet<String> channels, long endedAt, boolean estimated) {

  /** Returns the duration in whole seconds. */
  public long seconds() {
    return Math.max(0, (endedAt - connection.connectedAt()) / 1000);
  }
}

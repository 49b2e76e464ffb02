package dev.fanfare.channels.catchup;

import java.util.OptionalLong;

/**
 * Up to which position members catch up who have joined as such. It is settled once: by the one who
 * joins, or by a broadcast's planner that meets the membership before, so that neither waits for
 * the other.
 */
public interface CatchUpEnds {

  /**
   * Settles it at the channel's head, unless it is settled.
   *
   * @return the position; empty when the connection is not in the channel any more
   */
  OptionalLong settle(String channel, String connectionId);
}

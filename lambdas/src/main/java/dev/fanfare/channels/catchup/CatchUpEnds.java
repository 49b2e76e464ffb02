package dev.fanfare.channels.catchup;

import java.util.OptionalLong;

/**
 * Fixes the position up to which a new member catches up. The position is fixed once, by the join
 * itself or by a broadcast's planner that reads the membership first. Neither waits for the other.
 */
public interface CatchUpEnds {

  /**
   * Fixes the position at the channel's head, unless it is already fixed.
   *
   * @return the position; empty if the connection is no longer in the channel
   */
  OptionalLong settle(String channel, String connectionId);
}

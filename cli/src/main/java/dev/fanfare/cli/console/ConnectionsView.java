package dev.fanfare.cli.console;

import java.util.List;

/**
 * The number of connections over time.
 *
 * @param audiences of the broadcasts to everyone, the oldest first
 * @param traffic connects and disconnects per minute, the oldest minute first
 */
public record ConnectionsView(List<AudienceSize> audiences, List<Minute> traffic) {

  /**
   * The audience of one broadcast.
   *
   * @param at start of the broadcast, in milliseconds since the epoch
   * @param connections number of planned connections
   * @param stale number of these that were already closed
   */
  public record AudienceSize(long at, long connections, long stale) {}

  /**
   * The traffic of one minute.
   *
   * @param at start of the minute, in milliseconds since the epoch
   * @param connected number of new connections
   * @param left number of closed connections
   */
  public record Minute(long at, long connected, long left) {}
}

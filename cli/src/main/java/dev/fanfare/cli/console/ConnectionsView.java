package dev.fanfare.cli.console;

import java.util.List;

/**
 * How many clients there were over time.
 *
 * @param audiences of the broadcasts to everyone, the oldest first
 * @param traffic by the minute, the oldest first
 */
public record ConnectionsView(List<AudienceSize> audiences, List<Minute> traffic) {

  /**
   * @param at when it was planned, in milliseconds since the epoch
   * @param stale those that turned out to be gone
   */
  public record AudienceSize(long at, long connections, long stale) {}

  /**
   * @param at its beginning, in milliseconds since the epoch
   */
  public record Minute(long at, long connected, long left) {}
}

package dev.fanfare.channels;

import java.util.List;

/**
 * Patterns of channel names: a name means itself, and a {@code *} at the end any rest, none
 * included.
 */
public record ChannelPatterns(List<String> patterns) {
  private static final String ANY_REST = "*";

  public ChannelPatterns {
    patterns = List.copyOf(patterns);
  }

  /** Whether a channel is meant by one of them. */
  public boolean cover(String channel) {
    return patterns.stream().anyMatch(pattern -> covers(pattern, channel));
  }

  private static boolean covers(String pattern, String channel) {
    return pattern.endsWith(ANY_REST)
        ? channel.startsWith(pattern.substring(0, pattern.length() - ANY_REST.length()))
        : channel.equals(pattern);
  }
}

package dev.fanfare.channels;

import java.util.List;

/**
 * Patterns of channel names. A trailing {@code *} matches any suffix, including an empty one; any
 * other pattern matches exactly.
 */
public record ChannelPatterns(List<String> patterns) {
  private static final String ANY_REST = "*";

  public ChannelPatterns {
    patterns = List.copyOf(patterns);
  }

  /** Returns whether one of the patterns matches the channel. */
  public boolean matches(String channel) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, channel));
  }

  private static boolean matches(String pattern, String channel) {
    return pattern.endsWith(ANY_REST)
        ? channel.startsWith(pattern.substring(0, pattern.length() - ANY_REST.length()))
        : channel.equals(pattern);
  }
}

package dev.fanfare.sockets.identity;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.request.ChannelName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the channel patterns in a token: names, or prefixes with a trailing {@code *}. An
 * empty list allows no channel. A missing list allows every channel for {@code channels}, and none
 * for {@code send}.
 */
public final class ChannelGrants {
  static final int MAX_COUNT = 50;

  /**
   * The limit for all patterns together; it keeps the authorizer's response below API Gateway's
   * limit.
   */
  static final int TOTAL_BYTES = 2 * 1024;

  private ChannelGrants() {}

  /**
   * @param field the name of the field in the error
   * @return the patterns, unchanged; null for null
   * @throws InvalidRequestException with the pattern and the rule
   */
  public static @Nullable List<String> check(String field, @Nullable List<String> patterns) {
    if (patterns == null) {
      return null;
    }
    int bytes = 0;
    for (int i = 0; i < patterns.size(); i++) {
      check(field + "[" + i + "]", patterns.get(i));
      bytes += patterns.get(i).getBytes(StandardCharsets.UTF_8).length;
    }
    if (patterns.size() > MAX_COUNT || bytes > TOTAL_BYTES) {
      throw new InvalidRequestException(
          field,
          patterns.size() + " patterns of " + bytes + " bytes",
          "must be at most " + MAX_COUNT + ", and at most " + TOTAL_BYTES + " bytes");
    }
    return patterns;
  }

  /**
   * Checks the patterns of a field whose absence allows no channel.
   *
   * @param field the name of the field in the error
   * @return the patterns, unchanged; empty for null
   * @throws InvalidRequestException with the pattern and the rule
   */
  public static List<String> checkOrNone(String field, @Nullable List<String> patterns) {
    List<String> checked = check(field, patterns);
    return checked == null ? List.of() : checked;
  }

  private static void check(String field, @Nullable String pattern) {
    if (pattern == null) {
      throw new InvalidRequestException(field, "not text", "must be a string");
    }
    if (!pattern.equals("*")) {
      // A space before the star is allowed, because it is in the middle of a name.
      ChannelName.check(field, pattern.endsWith("*") ? pattern.replaceAll(" *\\*$", "x") : pattern);
    }
  }
}

package dev.fanfare.request;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.text.Blanks;
import dev.fanfare.text.Printable;
import java.nio.charset.StandardCharsets;

/**
 * The rule for names of channels. A name is part of a table's key, shown to people and typed by
 * them; so it may be in any language, but not long, and without what nobody sees.
 */
public final class ChannelName {
  /** Longest name, in bytes of UTF-8. */
  public static final int BYTES = 128;

  /** What every connection joins that names no channel when it connects. */
  public static final String DEFAULT = "default";

  public static final String RULE =
      "must be a string of 1 to "
          + BYTES
          + " bytes of UTF-8, without #, blanks at its ends, control characters or invisible ones"
          + " but for joiners between the letters that need them";

  /** Parts a channel from its partition in keys. */
  public static final char SEPARATOR = '#';

  private ChannelName() {}

  public static boolean isValid(String name) {
    return !name.isEmpty()
        && !Blanks.isAtEnds(name)
        && name.indexOf(SEPARATOR) < 0
        && Printable.is(name)
        && StandardCharsets.UTF_8.newEncoder().canEncode(name)
        && name.getBytes(StandardCharsets.UTF_8).length <= BYTES;
  }

  /**
   * @param field what to call it in the error
   * @return the name, unchanged
   * @throws InvalidRequestException when it cannot name a channel
   */
  public static String check(String field, String name) {
    if (!isValid(name)) {
      throw new InvalidRequestException(field, '"' + name + '"', RULE);
    }
    return name;
  }
}

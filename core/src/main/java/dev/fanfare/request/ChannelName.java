package dev.fanfare.request;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.text.Blanks;
import dev.fanfare.text.Printable;
import java.nio.charset.StandardCharsets;

/**
 * The rule for channel names. A name is part of a table key, and people read and type it. It may be
 * in any language, but it must be short and must not contain invisible characters.
 */
public final class ChannelName {
  /** Maximum length of a name, in bytes of UTF-8. */
  public static final int BYTES = 128;

  /** The channel of connections that name no channel when they connect. */
  public static final String DEFAULT = "default";

  public static final String RULE =
      "must be a string of 1 to "
          + BYTES
          + " bytes of UTF-8, without #, leading or trailing whitespace, control characters or invisible characters"
          + " except joiners between letters that need them";

  /** Separates the channel from its partition in keys. */
  public static final char SEPARATOR = '#';

  private ChannelName() {}

  public static boolean isValid(String name) {
    return !name.isEmpty()
        && !Blanks.isAtStartOrEnd(name)
        && name.indexOf(SEPARATOR) < 0
        && Printable.is(name)
        && StandardCharsets.UTF_8.newEncoder().canEncode(name)
        && name.getBytes(StandardCharsets.UTF_8).length <= BYTES;
  }

  /**
   * @param field the field name in the error
   * @return the name, unchanged
   * @throws InvalidRequestException if the name is not a valid channel name
   */
  public static String check(String field, String name) {
    if (!isValid(name)) {
      throw new InvalidRequestException(field, '"' + name + '"', RULE);
    }
    return name;
  }
}

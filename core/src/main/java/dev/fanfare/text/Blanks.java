package dev.fanfare.text;

import java.util.Set;

/**
 * Blanks of every kind: white space, the spaces that do not break, and the letters and symbols that
 * Unicode draws as nothing. Nobody sees them at the ends of a name, so a name there with one and a
 * name without one would be two names that look the same.
 */
public final class Blanks {
  /** Hangul fillers, the empty Braille pattern, the byte order mark, blanks of width zero. */
  private static final Set<Integer> DRAWN_AS_NOTHING =
      Set.of(0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0xFEFF, 0x200B, 0x2060, 0x180E);

  private Blanks() {}

  /** Whether there is nothing but blanks, or nothing at all. */
  public static boolean isAll(String text) {
    return text.codePoints().allMatch(Blanks::isBlank);
  }

  /** Whether the text begins or ends with a blank. */
  public static boolean isAtEnds(String text) {
    return !text.isEmpty()
        && (isBlank(text.codePointAt(0)) || isBlank(text.codePointBefore(text.length())));
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == '\u0085'
        || DRAWN_AS_NOTHING.contains(codePoint);
  }
}

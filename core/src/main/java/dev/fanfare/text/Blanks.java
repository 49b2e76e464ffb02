package dev.fanfare.text;

import java.util.Set;

/**
 * Blanks of every kind: white space, non-breaking spaces, and the letters and symbols that Unicode
 * renders as nothing. They are invisible at the ends of a name, so two names that differ only in
 * them would look the same.
 */
public final class Blanks {
  /** Hangul fillers, the empty Braille pattern, the byte order mark, zero-width blanks. */
  private static final Set<Integer> DRAWN_AS_NOTHING =
      Set.of(0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0xFEFF, 0x200B, 0x2060, 0x180E);

  private Blanks() {}

  /** Whether the text is empty or only blanks. */
  public static boolean isAll(String text) {
    return text.codePoints().allMatch(Blanks::isBlank);
  }

  /** Whether the text starts or ends with a blank. */
  public static boolean isAtStartOrEnd(String text) {
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

package dev.fanfare.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * The two invisible characters that some scripts require: U+200C separates letters that would join,
 * and U+200D joins them. Without a visible effect they would make two names look the same. They are
 * therefore allowed only where they have one, in the sense of UAX 31 (R1a): between two letters or
 * marks of the same script that joins or stacks its letters, and U+200D between emoji.
 */
final class Joiners {
  private static final int ZWNJ = 0x200C;
  private static final int ZWJ = 0x200D;

  /** Scripts that join letters, and scripts of the Indic family, which stack them. */
  private static final Set<UnicodeScript> JOINING =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.NKO,
          UnicodeScript.MANDAIC,
          UnicodeScript.PHAGS_PA,
          UnicodeScript.ADLAM,
          UnicodeScript.HANIFI_ROHINGYA,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.TIBETAN,
          UnicodeScript.MYANMAR,
          UnicodeScript.KHMER,
          UnicodeScript.BALINESE,
          UnicodeScript.JAVANESE,
          UnicodeScript.CHAKMA);

  private Joiners() {}

  private static boolean isJoiner(int codePoint) {
    return codePoint == ZWNJ || codePoint == ZWJ;
  }

  /** Whether the character at this index is a joiner in an allowed place. */
  static boolean isInPlace(int[] points, int at) {
    return isJoiner(points[at])
        && at > 0
        && at < points.length - 1
        && joins(points[at], points[at - 1], points[at + 1]);
  }

  private static boolean joins(int joiner, int before, int after) {
    UnicodeScript script = UnicodeScript.of(before);
    return JOINING.contains(script) && script == UnicodeScript.of(after)
        || joiner == ZWJ && endsEmoji(before) && Character.getType(after) == Character.OTHER_SYMBOL;
  }

  /** An emoji, a variation selector, or a skin tone modifier. */
  private static boolean endsEmoji(int codePoint) {
    return Character.getType(codePoint) == Character.OTHER_SYMBOL
        || codePoint == 0xFE0F
        || codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
  }
}

package dev.fanfare.cli.text;

/**
 * Text of unknown origin, fit for a terminal: an id, a cause or a message may hold escape sequences
 * that would move the cursor or rewrite what stands above.
 */
public final class Printable {
  private Printable() {}

  /** On one line: line breaks and tabs become blanks, other control characters question marks. */
  public static String of(String text) {
    return text.replaceAll("[\\n\\r\\t]+", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "?");
  }

  /** The same, at most so many characters long; what is cut off is told by an ellipsis. */
  public static String of(String text, int longest) {
    String line = of(text);
    return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
  }
}

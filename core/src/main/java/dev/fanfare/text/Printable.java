package dev.fanfare.text;

import java.util.function.IntUnaryOperator;

/**
 * Makes text from unknown sources safe for a terminal, a log, a table cell or a JSON text. Clients
 * choose their ids and messages, and escape sequences in them could change what an operator sees.
 * Control characters, invisible formatting characters such as bidirectional overrides, line and
 * paragraph separators and lone surrogates become {@code \}{@code u001b}. Joiners stay where a
 * script needs them. All other text stays unchanged.
 *
 * <p>The escape is JSON's: in a JSON text such a character can only be inside a string, so the
 * escaped text is JSON with the same value.
 */
public final class Printable {
  private static final char ELLIPSIS = '…';

  /** Characters that a spreadsheet treats as the start of a formula, full-width forms included. */
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private Printable() {}

  /** Whether {@link #of} would leave the text unchanged. */
  public static boolean is(String text) {
    return isAscii(text) || text.equals(lines(text)) && text.indexOf('\n') < 0;
  }

  /** The text on one line: line breaks and tabs become spaces. */
  public static String of(String text) {
    return isAscii(text) ? text : escaped(text, at -> ' ');
  }

  /** The same with a maximum length in characters; an ellipsis replaces the rest. */
  public static String of(String text, int longest) {
    String line = of(text);
    return line.length() <= longest ? line : truncate(line, longest - 1) + ELLIPSIS;
  }

  /** The text with its line breaks; tabs become spaces. */
  public static String lines(String text) {
    return isAscii(text) ? text : escaped(text, at -> at == '\t' ? ' ' : '\n');
  }

  /**
   * A CSV cell (RFC 4180). A text that a spreadsheet would treat as a formula gets a leading
   * apostrophe, as OWASP recommends.
   */
  public static String cell(String text) {
    boolean isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    String cell = (isFormula ? "'" : "") + of(text);
    boolean isPlain = cell.indexOf(',') < 0 && cell.indexOf('"') < 0;
    return isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /**
   * The beginning of a text with a maximum length in characters, without a split surrogate pair.
   */
  public static String truncate(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean isSplit = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, isSplit ? longest - 1 : longest);
  }

  /** Most texts are ASCII, which avoids an allocation. */
  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /**
   * @param white the replacement for a line break or a tab
   */
  private static String escaped(String text, IntUnaryOperator white) {
    int[] points = text.codePoints().toArray();
    var result = new StringBuilder(text.length() + 16);
    for (int i = 0; i < points.length; i++) {
      int point = points[i];
      if (point == '\n' || point == '\t' || point == '\r') {
        boolean isSecond = point == '\n' && i > 0 && points[i - 1] == '\r';
        result.append(isSecond ? "" : Character.toString(white.applyAsInt(point)));
      } else if (isSeen(point) || Joiners.isInPlace(points, i)) {
        result.appendCodePoint(point);
      } else {
        escape(point, result);
      }
    }
    return result.toString();
  }

  private static void escape(int point, StringBuilder result) {
    for (char unit : Character.toChars(point)) {
      result.append("\\u").append(String.format("%04x", (int) unit));
    }
  }

  private static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}

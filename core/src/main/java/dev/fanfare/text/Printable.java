package dev.fanfare.text;

import java.util.function.IntUnaryOperator;

/**
 * Text of unknown origin, fit for a terminal, a log, a table cell or a JSON text. A client chooses
 * its ids and messages, and escape sequences in them would rewrite what an operator sees. Control
 * characters, invisible formatting characters such as bidirectional overrides, line and paragraph
 * separators and lone surrogates become {@code \}{@code u001b}; joiners stay where a script needs
 * them. Everything else stays as it is.
 *
 * <p>The escape is that of JSON: where a JSON text holds such a character, it is inside a string,
 * so the escaped text is JSON with the same value.
 */
public final class Printable {
  private static final char ELLIPSIS = '…';

  /** What a spreadsheet takes for the beginning of a formula, the full-width forms included. */
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private Printable() {}

  /** Whether {@link #of} would leave the text unchanged. */
  public static boolean is(String text) {
    return isAscii(text) || text.equals(lines(text)) && text.indexOf('\n') < 0;
  }

  /** On one line: line breaks and tabs become a blank. */
  public static String of(String text) {
    return isAscii(text) ? text : escaped(text, at -> ' ');
  }

  /** The same, at most so many characters long; an ellipsis stands for what is cut off. */
  public static String of(String text, int longest) {
    String line = of(text);
    return line.length() <= longest ? line : cut(line, longest - 1) + ELLIPSIS;
  }

  /** On as many lines as it has; tabs become a blank. */
  public static String lines(String text) {
    return isAscii(text) ? text : escaped(text, at -> at == '\t' ? ' ' : '\n');
  }

  /**
   * A cell of a table in CSV (RFC 4180). Before what a spreadsheet would take for a formula goes an
   * apostrophe, as OWASP advises.
   */
  public static String cell(String text) {
    boolean isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    String cell = (isFormula ? "'" : "") + of(text);
    boolean isPlain = cell.indexOf(',') < 0 && cell.indexOf('"') < 0;
    return isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /**
   * The beginning of a text, at most so many characters, without half of a character at its end.
   */
  public static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean isSplit = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, isSplit ? longest - 1 : longest);
  }

  /** Most texts are: the rest is not worth an allocation then. */
  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /**
   * @param white what stands for a line break or a tab
   */
  private static String escaped(String text, IntUnaryOperator white) {
    int[] points = text.codePoints().toArray();
    var seen = new StringBuilder(text.length() + 16);
    for (int i = 0; i < points.length; i++) {
      int point = points[i];
      if (point == '\n' || point == '\t' || point == '\r') {
        boolean isSecond = point == '\n' && i > 0 && points[i - 1] == '\r';
        seen.append(isSecond ? "" : Character.toString(white.applyAsInt(point)));
      } else if (isSeen(point) || Joiners.isInPlace(points, i)) {
        seen.appendCodePoint(point);
      } else {
        escape(point, seen);
      }
    }
    return seen.toString();
  }

  private static void escape(int point, StringBuilder seen) {
    for (char unit : Character.toChars(point)) {
      seen.append("\\u").append(String.format("%04x", (int) unit));
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

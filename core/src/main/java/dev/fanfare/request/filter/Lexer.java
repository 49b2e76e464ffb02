package dev.fanfare.request.filter;

import dev.fanfare.request.filter.Token.Kind;
import java.util.Locale;
import java.util.Map;

/** Splits the text of a filter into tokens. */
final class Lexer {
  private static final Map<String, Kind> WORDS =
      Map.of(
          "and", Kind.AND,
          "or", Kind.OR,
          "not", Kind.NOT,
          "in", Kind.IN,
          "begins_with", Kind.BEGINS_WITH);

  private final String text;
  private int at;

  Lexer(String text) {
    this.text = text;
  }

  /**
   * @return the next token; always the end token after the last one
   */
  Token next() {
    while (at < text.length() && Character.isWhitespace(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    if (at == text.length()) {
      return token(Kind.END, at);
    }
    return switch (text.charAt(at)) {
      case '(' -> token(Kind.OPEN, at + 1);
      case ')' -> token(Kind.CLOSE, at + 1);
      case ',' -> token(Kind.COMMA, at + 1);
      case '=' -> token(Kind.EQUAL, at + 1);
      case '!' ->
          text.startsWith("!=", at) ? token(Kind.NOT_EQUAL, at + 2) : token(Kind.UNKNOWN, at + 1);
      case '"', '\'' -> quoted();
      default -> isLetter(text.charAt(at)) ? word() : unknown();
    };
  }

  private Token word() {
    int end = at + 1;
    while (end < text.length() && isPartOfName(text.charAt(end))) {
      end++;
    }
    String word = text.substring(at, end).toLowerCase(Locale.ROOT);
    return token(WORDS.getOrDefault(word, Kind.NAME), end);
  }

  private Token unknown() {
    return token(Kind.UNKNOWN, at + Character.charCount(text.codePointAt(at)));
  }

  /** Quotes inside a text are doubled, as in SQL. */
  private Token quoted() {
    char quote = text.charAt(at);
    var value = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next != quote) {
        value.append(next);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
        value.append(quote);
        i++;
      } else {
        var token = new Token(Kind.TEXT, value.toString(), column());
        at = i + 1;
        return token;
      }
    }
    throw new FilterSyntaxException(column(), "expected a closing " + quote + " for this one");
  }

  private Token token(Kind kind, int end) {
    var token = new Token(kind, text.substring(at, end), column());
    at = end;
    return token;
  }

  private int column() {
    return text.codePointCount(0, at) + 1;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isPartOfName(char c) {
    return isLetter(c) || c >= '0' && c <= '9' || c == '_';
  }
}

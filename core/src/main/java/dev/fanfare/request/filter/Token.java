package dev.fanfare.request.filter;

/**
 * A word, text or symbol of a filter.
 *
 * @param value a text without its quotes; any other token as written
 * @param column start position in characters, from 1
 */
record Token(Kind kind, String value, int column) {
  private static final int MAX_SHOWN = 20;

  enum Kind {
    NAME("an attribute name"),
    TEXT("a quoted text"),
    EQUAL("="),
    NOT_EQUAL("!="),
    OPEN("("),
    CLOSE(")"),
    COMMA(","),
    AND("and"),
    OR("or"),
    NOT("not"),
    IN("in"),
    BEGINS_WITH("begins_with"),
    UNKNOWN("an unknown character"),
    END("the end");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    /** The name used in errors. */
    @Override
    public String toString() {
      return shown;
    }
  }

  /** The token as shown in errors; long ones are shortened. */
  String shown() {
    return switch (kind) {
      case END -> kind.toString();
      case TEXT -> "the text " + FilterText.quoted(shortened());
      default -> shortened();
    };
  }

  private String shortened() {
    return value.codePointCount(0, value.length()) <= MAX_SHOWN
        ? value
        : value.substring(0, value.offsetByCodePoints(0, MAX_SHOWN)) + "…";
  }
}

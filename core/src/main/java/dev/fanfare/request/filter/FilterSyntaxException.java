package dev.fanfare.request.filter;

/** A text is not a valid filter. The message has the position and the expected input. */
public final class FilterSyntaxException extends RuntimeException {
  private final int column;

  FilterSyntaxException(int column, String problem) {
    super("column " + column + ": " + problem);
    this.column = column;
  }

  /** The position in characters, from 1; the length plus one if the text ends too early. */
  public int column() {
    return column;
  }
}

package dev.fanfare.request.filter;

/** A text is no filter. Its message names the place and what was expected there. */
public final class FilterSyntaxException extends RuntimeException {
  private final int column;

  FilterSyntaxException(int column, String problem) {
    super("column " + column + ": " + problem);
    this.column = column;
  }

  /** The place in characters, from 1; one more than there are where the text ends too early. */
  public int column() {
    return column;
  }
}

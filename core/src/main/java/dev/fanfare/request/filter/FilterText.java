package dev.fanfare.request.filter;

/** Writes parts of a filter's text. */
final class FilterText {
  private FilterText() {}

  static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  static String bracketed(Filter part, boolean needsBrackets) {
    return needsBrackets ? "(" + part + ")" : part.toString();
  }
}

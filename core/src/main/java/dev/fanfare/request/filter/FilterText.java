package dev.fanfare.request.filter;

/** How filters are written. */
final class FilterText {
  private FilterText() {}

  static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  static String bracketed(Filter part, boolean needsBrackets) {
    return needsBrackets ? "(" + part + ")" : part.toString();
  }
}

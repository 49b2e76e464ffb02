package dev.fanfare.local.cloudwatchlogs;

import dev.fanfare.local.http.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter pattern of terms (Amazon CloudWatch Logs user guide, "Filter pattern syntax"). Case
 * matters. A term also matches inside a longer word, which AWS does not document. The parser
 * rejects patterns for JSON, columns and regular expressions.
 *
 * @param all terms without a sign; a message must contain all of them
 * @param any terms with a question mark; if {@code all} is empty, a message must contain one of
 *     them
 * @param none terms with a hyphen; a message must contain none of them
 */
record FilterPattern(List<String> all, List<String> any, List<String> none) {
  private static final int MAX_LENGTH = 1_024;

  /** An optional sign, then a quoted phrase or a word. */
  private static final Pattern TERM =
      Pattern.compile("\\G\\s*([?-]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([A-Za-z0-9_]+))(?=\\s|$)");

  FilterPattern {
    all = List.copyOf(all);
    any = List.copyOf(any);
    none = List.copyOf(none);
  }

  /**
   * Parses a pattern; an empty one matches all messages.
   *
   * @throws ApiError if the pattern is invalid or supported only on AWS
   */
  static FilterPattern parse(String text) {
    var all = new ArrayList<String>();
    var any = new ArrayList<String>();
    var none = new ArrayList<String>();
    Matcher term = TERM.matcher(text);
    int end = 0;
    while (term.find()) {
      String phrase = term.group(2);
      String wanted = phrase == null ? term.group(3) : phrase.replaceAll("\\\\(.)", "$1");
      (switch (term.group(1)) {
            case "?" -> any;
            case "-" -> none;
            default -> all;
          })
          .add(wanted);
      end = term.end();
    }
    if (text.length() > MAX_LENGTH || !text.substring(end).isBlank()) {
      throw new ApiError(
          400,
          "InvalidParameterException",
          "Invalid filter pattern: the local CloudWatch Logs supports terms, up to 1,024 characters;"
              + " put terms with characters other than letters, digits and _ in double quotes");
    }
    return new FilterPattern(all, any, none);
  }

  boolean matches(String message) {
    boolean isWanted =
        all.isEmpty()
            ? any.isEmpty() || any.stream().anyMatch(message::contains)
            : all.stream().allMatch(message::contains);
    return isWanted && none.stream().noneMatch(message::contains);
  }
}

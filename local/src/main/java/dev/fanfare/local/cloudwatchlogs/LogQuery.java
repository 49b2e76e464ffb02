package dev.fanfare.local.cloudwatchlogs;

import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.Input;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The query for lines of a group, which two actions share.
 *
 * @param from milliseconds since the epoch, included
 * @param to milliseconds since the epoch, excluded
 */
record LogQuery(LogGroup group, long from, long to) {
  /** In milliseconds; later than any line. */
  private static final double END_OF_TIME = 1e15;

  static LogQuery of(Logs logs, Input input, boolean isEndIncluded) {
    double from = input.number("startTime").orElse(0);
    double to = input.number("endTime").orElse(END_OF_TIME);
    return new LogQuery(group(logs, input), (long) from, (long) to + (isEndIncluded ? 1 : 0));
  }

  /**
   * The group, by its name or ARN.
   *
   * @throws ApiError if there is none
   */
  static LogGroup group(Logs logs, Input input) {
    String name =
        input
            .text("logGroupName")
            .or(() -> input.text("logGroupIdentifier"))
            .orElseThrow(
                () ->
                    LogActions.invalid(
                        "Either logGroupName or logGroupIdentifier must be specified"))
            .replaceFirst("^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]*)(:\\*)?$", "$1");
    return logs.group(name)
        .orElseThrow(
            () ->
                new ApiError(
                    400, "ResourceNotFoundException", "The specified log group does not exist."));
  }

  /** The matching lines in order of arrival. */
  List<LogLine> lines() {
    return group.lines().stream()
        .filter(line -> line.millis() >= from && line.millis() < to)
        .toList();
  }

  /** The streams that match an input. */
  static Stream<LogLine> ofStreams(Stream<LogLine> lines, Input input) {
    Set<String> names = new HashSet<>(input.texts("logStreamNames"));
    String prefix = input.text("logStreamNamePrefix").orElse("");
    if (!names.isEmpty() && !prefix.isEmpty()) {
      throw LogActions.invalid("logStreamNames and logStreamNamePrefix cannot both be specified");
    }
    return lines.filter(
        line ->
            line.stream().startsWith(prefix) && (names.isEmpty() || names.contains(line.stream())));
  }

  /** The size of a page. */
  static int limit(Input input, int most) {
    double limit = input.number("limit").orElse(most);
    if (limit < 1 || limit > most || limit != Math.rint(limit)) {
      throw LogActions.invalid(
          "limit is %s: must be a whole number from 1 to %d".formatted(limit, most));
    }
    return (int) limit;
  }

  /**
   * The position of the token.
   *
   * @param prefix of the token
   * @param defaultValue without a token
   */
  static long position(Input input, String prefix, long defaultValue) {
    String token = input.text("nextToken").orElse(prefix + defaultValue);
    if (!token.startsWith(prefix) || !token.substring(prefix.length()).matches("[0-9]{1,18}")) {
      throw LogActions.invalid("The specified nextToken is invalid.");
    }
    return Long.parseLong(token.substring(prefix.length()));
  }
}

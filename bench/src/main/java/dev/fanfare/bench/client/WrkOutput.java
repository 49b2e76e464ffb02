package dev.fanfare.bench.client;

import dev.fanfare.bench.process.BenchFailure;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the summary of wrk. */
final class WrkOutput {
  private static final Pattern REQUESTS = Pattern.compile("\\s*(\\d+) requests in .*");
  private static final Pattern STATUS = Pattern.compile("\\s*Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern SOCKETS =
      Pattern.compile(
          "\\s*Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

  private WrkOutput() {}

  /**
   * @throws BenchFailure if the lines are not a summary of wrk
   */
  static Tally parse(List<String> lines) {
    Tally tally = null;
    long errors = 0;
    for (String line : lines) {
      if (REQUESTS.matcher(line).matches()) {
        tally = new Tally(sum(REQUESTS, line), 0, 0);
      }
      errors += sum(STATUS, line) + sum(SOCKETS, line);
    }
    if (tally == null) {
      throw new BenchFailure("wrk printed no summary:\n" + String.join("\n", lines));
    }
    return new Tally(tally.posts(), errors, 0);
  }

  private static long sum(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    long sum = 0;
    if (matcher.matches()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        sum += Long.parseLong(matcher.group(group));
      }
    }
    return sum;
  }
}

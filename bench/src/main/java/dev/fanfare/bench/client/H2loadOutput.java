package dev.fanfare.bench.client;

import dev.fanfare.bench.process.BenchFailure;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the summary of h2load. */
final class H2loadOutput {
  private static final Pattern REQUESTS =
      Pattern.compile(
          "requests: \\d+ total, \\d+ started, (\\d+) done, \\d+ succeeded, (\\d+) failed, "
              + "(\\d+) errored, \\d+ timeout");
  private static final Pattern STATUS =
      Pattern.compile("status codes: \\d+ 2xx, (\\d+) 3xx, (\\d+) 4xx, (\\d+) 5xx");
  private static final Pattern PROTOCOL = Pattern.compile("Application protocol: (.+)");

  private H2loadOutput() {}

  /**
   * @throws BenchFailure if the lines are not a summary of h2load, or it did not use HTTP/2
   */
  static Tally parse(List<String> lines) {
    long[] requests = numbers(REQUESTS, lines);
    long[] status = numbers(STATUS, lines);
    boolean isHttp2 = lines.stream().map(PROTOCOL::matcher).anyMatch(H2loadOutput::isHttp2);
    if (requests.length == 0 || status.length == 0 || !isHttp2) {
      throw new BenchFailure("h2load printed no summary of HTTP/2:\n" + String.join("\n", lines));
    }
    // "failed" counts requests without a response or with an error; "errored" only those without.
    long errors = Math.max(requests[1], requests[2]) + status[0] + status[1] + status[2];
    return new Tally(requests[0], errors, 0);
  }

  private static boolean isHttp2(Matcher protocol) {
    return protocol.matches() && protocol.group(1).equals("h2");
  }

  private static long[] numbers(Pattern pattern, List<String> lines) {
    for (String line : lines) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        long[] numbers = new long[matcher.groupCount()];
        for (int group = 0; group < numbers.length; group++) {
          numbers[group] = Long.parseLong(matcher.group(group + 1));
        }
        return numbers;
      }
    }
    return new long[0];
  }
}

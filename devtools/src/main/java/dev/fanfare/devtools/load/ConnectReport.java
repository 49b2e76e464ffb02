package dev.fanfare.devtools.load;

import java.util.Map;
import java.util.TreeMap;

/**
 * The result of connecting.
 *
 * @param connected number of clients whose handshake succeeded
 * @param retries number of handshakes that got a 429 and were tried again
 * @param failures number of clients that failed for good, by HTTP status; {@link #NO_ANSWER} counts
 *     those without a response (refused, reset, timed out)
 */
public record ConnectReport(int connected, long retries, Map<Integer, Integer> failures) {
  public static final int NO_ANSWER = 0;

  public ConnectReport {
    failures = Map.copyOf(failures);
  }

  public int failed() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  ConnectReport plus(ConnectReport other) {
    Map<Integer, Integer> sum = new TreeMap<>(failures);
    other.failures.forEach((status, count) -> sum.merge(status, count, Integer::sum));
    return new ConnectReport(connected + other.connected, retries + other.retries, sum);
  }
}

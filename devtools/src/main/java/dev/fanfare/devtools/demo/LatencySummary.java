package dev.fanfare.devtools.demo;

import java.util.Arrays;

/**
 * Latencies from the queue to the client, in milliseconds. All are zero if no client received
 * anything.
 */
record LatencySummary(double avg, double p50, double p90, double p95, double p99, double max) {

  static LatencySummary ofMicros(long[] latencies) {
    if (latencies.length == 0) {
      return new LatencySummary(0, 0, 0, 0, 0, 0);
    }
    long[] sorted = latencies.clone();
    Arrays.sort(sorted);
    return new LatencySummary(
        round(Arrays.stream(sorted).average().orElse(0)),
        percentile(sorted, 50),
        percentile(sorted, 90),
        percentile(sorted, 95),
        percentile(sorted, 99),
        percentile(sorted, 100));
  }

  /** Returns a percentile by the nearest-rank method. */
  private static double percentile(long[] sorted, int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return round(sorted[Math.max(0, rank - 1)]);
  }

  private static double round(double micros) {
    return Math.round(micros / 100) / 10.0;
  }
}

package dev.fanfare.reduce;

import org.HdrHistogram.Histogram;

/** From post to answer, in microseconds. */
record PostLatency(long p50, long p90, long p95, long p99, long max) {
  static PostLatency of(Histogram micros) {
    return new PostLatency(
        micros.getValueAtPercentile(50),
        micros.getValueAtPercentile(90),
        micros.getValueAtPercentile(95),
        micros.getValueAtPercentile(99),
        micros.getMaxValue());
  }
}

package dev.fanfare.reduce;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Time from post to answer, in microseconds.
 *
 * @param buckets number of posts by duration, from the first bucket with posts to the last
 */
record PostLatency(long p50, long p90, long p95, long p99, long max, List<Bucket> buckets) {
  /**
   * Each bucket is one and a half times as large as the one before: about thirty from a tenth of a
   * millisecond to a minute.
   */
  private static final long FIRST_BUCKET_MICROS = 100;

  private static final double GROWTH = 1.5;

  /**
   * @param upToMicros inclusive upper bound of the bucket
   */
  record Bucket(long upToMicros, long posts) {}

  static PostLatency of(Histogram micros) {
    return new PostLatency(
        micros.getValueAtPercentile(50),
        micros.getValueAtPercentile(90),
        micros.getValueAtPercentile(95),
        micros.getValueAtPercentile(99),
        micros.getMaxValue(),
        buckets(micros));
  }

  private static List<Bucket> buckets(Histogram micros) {
    var buckets = new ArrayList<Bucket>();
    if (micros.getTotalCount() == 0) {
      return buckets;
    }
    for (HistogramIterationValue step :
        micros.logarithmicBucketValues(FIRST_BUCKET_MICROS, GROWTH)) {
      long posts = step.getCountAddedInThisIterationStep();
      if (posts > 0 || !buckets.isEmpty()) {
        buckets.add(new Bucket(step.getValueIteratedTo(), posts));
      }
    }
    return buckets;
  }
}

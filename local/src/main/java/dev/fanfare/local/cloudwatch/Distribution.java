package dev.fanfare.local.cloudwatch;

import java.util.Map;
import java.util.TreeMap;

/**
 * The values of a metric in a period: the exact sum, count, minimum and maximum, and a histogram
 * for percentiles. A bucket spans 2 %; values from 1 to 10^9 need about 1,000 buckets. Not
 * thread-safe.
 */
final class Distribution {
  private static final double LOG_WIDTH = Math.log(1.02);

  /** The bucket of values that are not positive. A percentile in it is the minimum or 0. */
  private static final int MIN_BUCKET = Integer.MIN_VALUE;

  private final TreeMap<Integer, Long> buckets = new TreeMap<>();
  private double sum;
  private long count;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  void add(double value) {
    add(value, 1);
  }

  /** Adds the same value several times. */
  void add(double value, long times) {
    if (times == 0) {
      return;
    }
    sum += value * times;
    count += times;
    min = Math.min(min, value);
    max = Math.max(max, value);
    buckets.merge(bucket(value), times, Long::sum);
  }

  void add(Distribution other) {
    sum += other.sum;
    count += other.count;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    other.buckets.forEach((bucket, times) -> buckets.merge(bucket, times, Long::sum));
  }

  private static int bucket(double value) {
    return value > 0 ? (int) Math.floor(Math.log(value) / LOG_WIDTH) : MIN_BUCKET;
  }

  double sum() {
    return sum;
  }

  long count() {
    return count;
  }

  double average() {
    return sum / count;
  }

  double min() {
    return min;
  }

  double max() {
    return max;
  }

  /**
   * A percentile, accurate to one bucket.
   *
   * @param percent from 0 to 100
   */
  double percentile(double percent) {
    long rank = Math.max(1, (long) Math.ceil(count * percent / 100));
    long seen = 0;
    for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
      seen += bucket.getValue();
      if (seen >= rank) {
        return within(bucket.getKey());
      }
    }
    return max;
  }

  private double within(int bucket) {
    double middle = bucket == MIN_BUCKET ? 0 : Math.exp((bucket + 0.5) * LOG_WIDTH);
    return Math.max(min, Math.min(max, middle));
  }
}

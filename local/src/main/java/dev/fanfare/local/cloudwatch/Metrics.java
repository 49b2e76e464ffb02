package dev.fanfare.local.cloudwatch;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All metrics of a stack, limited in number and age. A dimension with a value per user or broadcast
 * would create a metric for each value, which costs money on AWS; here it reaches the limit.
 */
public final class Metrics {
  private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);
  private static final int MAX_SERIES = 500;

  private final Clock clock;
  private final Map<MetricId, Series> series = new ConcurrentHashMap<>();
  private final AtomicBoolean isFull = new AtomicBoolean();

  public Metrics(Clock clock) {
    this.clock = clock;
  }

  public Clock clock() {
    return clock;
  }

  /** Adds a value, unless it is too old or there are too many metrics. */
  void add(MetricId metric, String unit, Instant time, double value) {
    long minute = TimeUnit.SECONDS.toMinutes(time.getEpochSecond());
    long now = minute();
    // CloudWatch accepts values up to two hours ahead; here they would displace stored values.
    if (minute <= now - Series.MINUTES || minute > now + 1) {
      return;
    }
    of(metric, unit).ifPresent(found -> found.add(minute, value));
  }

  private Optional<Series> of(MetricId metric, String unit) {
    if (series.containsKey(metric) || series.size() < MAX_SERIES) {
      return Optional.of(series.computeIfAbsent(metric, id -> new Series(unit)));
    }
    if (isFull.compareAndSet(false, true)) {
      LOG.warn("Dropping {} and further metrics: the limit is {}", metric, MAX_SERIES);
    }
    return Optional.empty();
  }

  /** Returns the series of a metric that counts events; see {@link #count}. */
  Series counted(MetricId metric) {
    return series.computeIfAbsent(metric, id -> new Series("Count"));
  }

  /** Counts an event as a value of 1. */
  void count(Series events) {
    events.add(minute(), 1);
  }

  private long minute() {
    return TimeUnit.MILLISECONDS.toMinutes(clock.millis());
  }

  Optional<Series> find(MetricId metric) {
    return Optional.ofNullable(series.get(metric));
  }

  /** All metrics that have values, by name. */
  List<MetricId> known() {
    var sorted = new TreeMap<String, MetricId>();
    series.forEach(
        (metric, values) -> {
          if (!values.between(0, Long.MAX_VALUE).isEmpty()) {
            sorted.put(metric.toString(), metric);
          }
        });
    return List.copyOf(sorted.values());
  }

  /**
   * Returns the values of a metric, by the start of each period in seconds since 1970.
   *
   * @param period in seconds; at least one minute, the resolution of a standard metric, applies
   */
  TreeMap<Long, Distribution> read(MetricId metric, Instant from, Instant to, int period) {
    long seconds = Math.max(period, (int) TimeUnit.MINUTES.toSeconds(1));
    long first = Math.floorDiv(from.getEpochSecond(), seconds) * seconds;
    var periods = new TreeMap<Long, Distribution>();
    find(metric)
        .map(found -> found.between(minutes(first), minutes(to.getEpochSecond() + 59)))
        .orElseGet(TreeMap::new)
        .forEach(
            (minute, values) -> {
              long begin = Math.floorDiv(minute * 60, seconds) * seconds;
              periods.computeIfAbsent(begin, none -> new Distribution()).add(values);
            });
    return periods;
  }

  private static long minutes(long seconds) {
    return Math.floorDiv(seconds, 60L);
  }
}

package dev.fanfare.local.cloudwatch;

import java.util.NavigableMap;
import java.util.TreeMap;

/** A metric of values, each with its time. */
final class SampledSeries implements Series {
  private final String unit;
  private final TreeMap<Long, Distribution> minutes = new TreeMap<>();

  SampledSeries(String unit) {
    this.unit = unit;
  }

  synchronized void add(long minute, double value) {
    if (minutes.isEmpty() || minute > minutes.lastKey() - MINUTES) {
      minutes.computeIfAbsent(minute, none -> new Distribution()).add(value);
      minutes.headMap(minutes.lastKey() - MINUTES, true).clear();
    }
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public synchronized NavigableMap<Long, Distribution> between(long from, long to) {
    var copies = new TreeMap<Long, Distribution>();
    minutes
        .subMap(from, Math.max(from, to))
        .forEach(
            (minute, values) -> {
              var copy = new Distribution();
              copy.add(values);
              copies.put(minute, copy);
            });
    return copies;
  }
}

package dev.fanfare.local.cloudwatch;

import java.util.NavigableMap;
import java.util.TreeMap;

/** The values of one metric by minute, in minutes since 1970. Thread-safe. */
final class Series {
  /** Six hours. AWS keeps one-minute values for 15 days. */
  static final int MINUTES = 360;

  private final String unit;
  private final TreeMap<Long, Distribution> minutes = new TreeMap<>();

  Series(String unit) {
    this.unit = unit;
  }

  String unit() {
    return unit;
  }

  synchronized void add(long minute, double value) {
    if (minutes.isEmpty() || minute > minutes.lastKey() - MINUTES) {
      minutes.computeIfAbsent(minute, none -> new Distribution()).add(value);
      minutes.headMap(minutes.lastKey() - MINUTES, true).clear();
    }
  }

  /**
   * Returns the values of some minutes.
   *
   * @param from the first minute
   * @param to the minute after the last
   * @return copies, by minute, without empty minutes
   */
  synchronized NavigableMap<Long, Distribution> between(long from, long to) {
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

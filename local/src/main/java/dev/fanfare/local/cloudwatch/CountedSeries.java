package dev.fanfare.local.cloudwatch;

import java.time.Clock;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** A metric of events, each a value of 1: many a second, from many threads. */
final class CountedSeries implements Series {
  private final Clock clock;
  private final ConcurrentSkipListMap<Long, LongAdder> minutes = new ConcurrentSkipListMap<>();

  CountedSeries(Clock clock) {
    this.clock = clock;
  }

  void increment() {
    long minute = TimeUnit.MILLISECONDS.toMinutes(clock.millis());
    LongAdder counter = minutes.get(minute);
    if (counter == null) {
      counter = minutes.computeIfAbsent(minute, none -> new LongAdder());
      minutes.headMap(minute - MINUTES, true).clear();
    }
    counter.increment();
  }

  @Override
  public String unit() {
    return "Count";
  }

  @Override
  public NavigableMap<Long, Distribution> between(long from, long to) {
    var counts = new TreeMap<Long, Distribution>();
    minutes
        .subMap(from, Math.max(from, to))
        .forEach(
            (minute, counter) -> {
              var ones = new Distribution();
              ones.add(1, counter.sum());
              counts.put(minute, ones);
            });
    return counts;
  }
}

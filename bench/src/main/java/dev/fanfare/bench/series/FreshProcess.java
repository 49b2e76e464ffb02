package dev.fanfare.bench.series;

import dev.fanfare.bench.client.Client;
import dev.fanfare.bench.client.Pusher;
import dev.fanfare.bench.client.Starter;
import dev.fanfare.bench.client.Tally;
import dev.fanfare.bench.process.Java;
import dev.fanfare.bench.pusher.PusherEvent;
import dev.fanfare.bench.pusher.PusherOrder;
import dev.fanfare.bench.report.Measure;
import dev.fanfare.bench.sink.Sink;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the cost of the first posts of a new process. The process itself reports its CPU time at
 * the end of each invocation, because another process cannot read it at exactly that time.
 */
record FreshProcess(Starter starter, Sink sink, int inFlight) {
  private static final int FIRST = 1_000;
  private static final int ALL = 10_000;

  /** Measures from the start of the process. */
  Map<Measure, Double> firstThousands(Client client, Java java) throws InterruptedException {
    return firstThousands(start(client, java, List.of(FIRST, ALL - FIRST), false), false);
  }

  /** Measures from the first invocation, as after a restore from a SnapStart snapshot. */
  Map<Measure, Double> firstThousandsOnceStarted(Client client, Java java, boolean primed)
      throws InterruptedException {
    return firstThousands(start(client, java, List.of(FIRST, ALL - FIRST), primed), true);
  }

  /**
   * Measures one invocation with the first thousand posts, and a second with the rest of ten
   * thousand.
   */
  private Map<Measure, Double> firstThousands(Pusher pusher, boolean withoutStart)
      throws InterruptedException {
    try (var process = pusher.process()) {
      PusherEvent begin = event(pusher);
      PusherEvent first = event(pusher);
      PusherEvent last = event(pusher);
      pusher.end();
      Tally tally = Pusher.tally(first).plus(Pusher.tally(last));
      long before = withoutStart ? begin.cpuMillis() : 0;
      Map<Measure, Double> figures = new EnumMap<>(Measure.class);
      figures.put(Measure.CPU_SECONDS_1000, (first.cpuMillis() - before) / 1e3);
      figures.put(Measure.CPU_SECONDS_10000, (last.cpuMillis() - before) / 1e3);
      figures.put(Measure.PEAK_MEGABYTES, last.peakKilobytes() / 1024.0);
      figures.put(Measure.REPEATS, (double) tally.repeats());
      figures.put(Measure.ERRORS, (double) tally.errors());
      return figures;
    }
  }

  Map<Measure, Double> firstPost(Client client, Java java) throws InterruptedException {
    long started = System.nanoTime();
    Pusher pusher = start(client, java, List.of(1), false);
    try (var process = pusher.process()) {
      pusher.awaitBegin();
      PusherEvent first = event(pusher);
      double millis = Duration.ofNanos(System.nanoTime() - started).toNanos() / 1e6;
      pusher.end();
      return Map.of(
          Measure.FIRST_MILLIS,
          millis,
          Measure.CPU_SECONDS_FIRST,
          first.cpuMillis() / 1e3,
          Measure.ERRORS,
          (double) Pusher.tally(first).errors());
    }
  }

  private Pusher start(Client client, Java java, List<Integer> shards, boolean primed) {
    return starter.start(client, java, sink, inFlight, PusherOrder.UNLIMITED_RATE, shards, primed);
  }

  private static PusherEvent event(Pusher pusher) throws InterruptedException {
    PusherEvent event = pusher.next();
    if (event == null) {
      throw pusher.process().failed("ended before it pushed its shards");
    }
    return event;
  }
}

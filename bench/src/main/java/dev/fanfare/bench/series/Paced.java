package dev.fanfare.bench.series;

import dev.fanfare.bench.client.Client;
import dev.fanfare.bench.client.Pusher;
import dev.fanfare.bench.client.Starter;
import dev.fanfare.bench.client.Tally;
import dev.fanfare.bench.pusher.PusherEvent;
import dev.fanfare.bench.report.Measure;
import dev.fanfare.bench.sink.DelaySink;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures a shard at a rate below the maximum: its duration, and how evenly the posts arrive. */
record Paced(Starter starter, DelaySink sink, Plan plan) {

  Map<Measure, Double> measure(Client client) throws InterruptedException {
    sink.clear();
    Pusher pusher =
        starter.start(
            client,
            plan.javas().get(0),
            sink,
            plan.warm().inFlight(),
            plan.paced().rate(),
            List.of(plan.paced().posts()),
            true);
    try (var process = pusher.process()) {
      pusher.awaitBegin();
      PusherEvent pushed = pusher.next();
      if (pushed == null) {
        throw process.failed("ended before it pushed its shard");
      }
      pusher.end();
      return figures(client, pushed, sink.fullest());
    }
  }

  private Map<Measure, Double> figures(Client client, PusherEvent pushed, DelaySink.Fullest fullest)
      throws InterruptedException {
    Tally tally = Pusher.tally(pushed);
    long miscounted = Window.miscounted(client, tally, sink.posts(), 0);
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    figures.put(
        Measure.DURATION, pushed.millis() * plan.paced().rate() / 1e3 / plan.paced().posts());
    figures.put(Measure.FULLEST_SECOND, (double) fullest.second());
    figures.put(Measure.FULLEST_SPAN, (double) fullest.span());
    figures.put(Measure.CPU_MICROS, pushed.cpuMillis() * 1e3 / pushed.posts());
    figures.put(Measure.REPEATS, (double) tally.repeats());
    figures.put(Measure.ERRORS, (double) (tally.errors() + miscounted));
    return figures;
  }
}

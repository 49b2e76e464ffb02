package dev.fanfare.bench.series;

import dev.fanfare.bench.client.Client;
import dev.fanfare.bench.client.Load;
import dev.fanfare.bench.client.Posting;
import dev.fanfare.bench.client.Starter;
import dev.fanfare.bench.client.Tally;
import dev.fanfare.bench.process.Java;
import dev.fanfare.bench.process.Usage;
import dev.fanfare.bench.report.Measure;
import dev.fanfare.bench.sink.Sink;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Measures a window of steady posting. All clients are measured in the same way from outside: the
 * sink counts the posts and Linux the CPU time, both at the start and the end of the window. The
 * start-up of load generators and of JVMs is therefore not included.
 */
record Window(Starter starter, Sink sink, Java java, Duration warmUp, Duration window) {
  /**
   * Time for which a client posts after the window, so that the window does not include its end.
   */
  private static final Duration MARGIN = Duration.ofMillis(700);

  /**
   * Factor of the warm-up for Java clients, which need time for compilation. It is the same for all
   * of them, including those with the SDK.
   */
  private static final int JAVA_WARM_UP_FACTOR = 5;

  private record Sample(long nanos, long posts, Usage client, Usage sink) {}

  Map<Measure, Double> measure(Client client, int inFlight) throws InterruptedException {
    long before = sink.posts();
    Duration warming = client.isPusher() ? warmUp.multipliedBy(JAVA_WARM_UP_FACTOR) : warmUp;
    var load = new Load(inFlight, warming.plus(window).plus(MARGIN));
    Posting posting = starter.start(client, java, sink, load);
    try (var process = posting.process()) {
      posting.awaitBegin();
      process.letRun(warming);
      Sample from = sample(posting);
      process.letRun(window);
      Sample to = sample(posting);
      Tally tally = posting.end();
      return figures(client, from, to, tally, sink.posts() - before, inFlight);
    }
  }

  private Sample sample(Posting posting) throws InterruptedException {
    long posts = sink.posts();
    return new Sample(System.nanoTime(), posts, posting.process().usage(), sink.usage());
  }

  private static Map<Measure, Double> figures(
      Client client, Sample from, Sample to, Tally tally, long counted, int inFlight) {
    double posts = to.posts - from.posts;
    double seconds = (to.nanos - from.nanos) / 1e9;
    double cpuMillis = to.client.cpuMillis() - from.client.cpuMillis();
    double sinkMillis = to.sink.cpuMillis() - from.sink.cpuMillis();
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    if (posts > 0) {
      figures.put(Measure.CPU_MICROS, cpuMillis * 1_000 / posts);
    }
    figures.put(Measure.POSTS_PER_SECOND, posts / seconds);
    figures.put(Measure.PEAK_MEGABYTES, to.client.peakKilobytes() / 1024.0);
    figures.put(Measure.SINK_BUSY, sinkMillis / 10 / seconds);
    figures.put(Measure.REPEATS, (double) tally.repeats());
    figures.put(
        Measure.ERRORS, (double) (tally.errors() + miscounted(client, tally, counted, inFlight)));
    return figures;
  }

  /**
   * Returns the difference between the counts of client and sink, beyond what is expected. A load
   * generator drops posts in flight at its end. A pusher waits for them, but a post that it
   * repeated may have failed before it arrived.
   */
  static long miscounted(Client client, Tally tally, long counted, int inFlight) {
    long min = client.isPusher() ? tally.posts() - tally.repeats() : tally.posts();
    long max = client.isPusher() ? tally.posts() : tally.posts() + inFlight;
    return Math.max(0, Math.max(min - counted, counted - max));
  }
}

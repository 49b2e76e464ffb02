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
 * A window of steady posting. All clients are measured from outside and alike: posts as the sink
 * counts them, CPU as Linux counts it, both at the window's two ends. So a load generator's
 * start-up is left out just like a JVM's.
 */
record Window(Starter starter, Sink sink, Java java, Duration warmUp, Duration window) {
  /** How much longer a client posts than it is measured, so that its end is not in the window. */
  private static final Duration MARGIN = Duration.ofMillis(700);

  /**
   * A Java client is still being compiled while a load generator runs at its full speed already;
   * all of them get the same time for it, the SDK's too.
   */
  private static final int PATIENCE_WITH_JAVA = 5;

  private record Sample(long nanos, long posts, Usage client, Usage sink) {}

  Map<Measure, Double> measure(Client client, int inFlight) throws InterruptedException {
    long before = sink.posts();
    Duration warming = client.isPusher() ? warmUp.multipliedBy(PATIENCE_WITH_JAVA) : warmUp;
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
   * Posts that client and sink do not agree on. A load generator drops what is in flight at its
   * end; a pusher waits for it, but a post that it made again may have failed before it arrived.
   */
  static long miscounted(Client client, Tally tally, long counted, int inFlight) {
    long least = client.isPusher() ? tally.posts() - tally.repeats() : tally.posts();
    long most = client.isPusher() ? tally.posts() : tally.posts() + inFlight;
    return Math.max(0, Math.max(least - counted, counted - most));
  }
}

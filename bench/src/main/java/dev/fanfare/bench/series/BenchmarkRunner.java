package dev.fanfare.bench.series;

import dev.fanfare.bench.client.Client;
import dev.fanfare.bench.client.Fixtures;
import dev.fanfare.bench.client.Starter;
import dev.fanfare.bench.process.ClassPaths;
import dev.fanfare.bench.process.Cores;
import dev.fanfare.bench.process.Java;
import dev.fanfare.bench.process.ProcessSandbox;
import dev.fanfare.bench.report.Measure;
import dev.fanfare.bench.report.Run;
import dev.fanfare.bench.report.Series;
import dev.fanfare.bench.sink.DelaySink;
import dev.fanfare.bench.sink.NginxSink;
import dev.fanfare.bench.sink.Sink;
import dev.fanfare.bench.sink.SinkCertificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the measurements of a plan, one at a time. */
public final class BenchmarkRunner {
  private final Plan plan;
  private final Cores cores;
  private final ProcessSandbox sandbox;
  private final SinkCertificate certificate;
  private final Starter starter;
  private final Consumer<String> progress;
  private final List<Run> runs = new ArrayList<>();

  /**
   * @param classPaths class paths of the pushers
   * @param progress called with a line for each measurement
   */
  public BenchmarkRunner(
      Plan plan,
      Cores cores,
      ProcessSandbox sandbox,
      ClassPaths classPaths,
      Consumer<String> progress)
      throws InterruptedException {
    this.plan = plan;
    this.cores = cores;
    this.sandbox = sandbox;
    this.progress = progress;
    this.certificate = SinkCertificate.make(sandbox);
    this.starter =
        new Starter(
            sandbox, cores.client(), certificate.certificate(), Fixtures.make(sandbox), classPaths);
  }

  public List<Run> measure() throws InterruptedException {
    for (Series series : plan.series()) {
      switch (series) {
        case WARM -> warm();
        case COLD -> cold();
        case PRIMED -> primed();
        case LATENCY -> latency();
        case PACED -> paced();
        case START -> start();
      }
    }
    return List.copyOf(runs);
  }

  private void warm() throws InterruptedException {
    try (var sink = NginxSink.start(sandbox, cores.sink())) {
      windows(Series.WARM, plan.warm().inFlight() + " in flight", sink, plan.warm().inFlight());
    }
  }

  private void latency() throws InterruptedException {
    try (var sink = delaySink(plan.delayed().delay())) {
      String setting =
          "%d ms, %d in flight"
              .formatted(plan.delayed().delay().toMillis(), plan.delayed().inFlight());
      warmUp(sink);
      windows(Series.LATENCY, setting, sink, plan.delayed().inFlight());
    }
  }

  /**
   * Warms up the server with unmeasured load. The server runs in a JVM, and its compiler must not
   * affect the first measurement.
   */
  private void warmUp(Sink sink) throws InterruptedException {
    var window =
        new Window(starter, sink, plan.javas().get(0), plan.warm().warmUp(), plan.warm().window());
    for (boolean http2 : List.of(false, true)) {
      var first = plan.clients().stream().filter(client -> client.isHttp2() == http2).findFirst();
      if (first.isPresent()) {
        progress.accept("warming up the server: " + first.get().word());
        window.measure(first.get(), plan.delayed().inFlight());
      }
    }
  }

  private void windows(Series series, String setting, Sink sink, int inFlight)
      throws InterruptedException {
    var window =
        new Window(starter, sink, plan.javas().get(0), plan.warm().warmUp(), plan.warm().window());
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Client client : plan.clients()) {
        report(series, setting, round, client);
        add(series, setting, round, client, window.measure(client, inFlight));
      }
    }
  }

  private void cold() throws InterruptedException {
    try (var sink = NginxSink.start(sandbox, cores.sink())) {
      var fresh = new FreshProcess(starter, sink, plan.warm().inFlight());
      for (int round = 1; round <= plan.rounds(); round++) {
        for (Java java : javas()) {
          for (Client client : plan.pushers()) {
            report(Series.COLD, java.name(), round, client);
            add(Series.COLD, java.name(), round, client, fresh.firstThousands(client, java));
          }
        }
      }
    }
  }

  private void primed() throws InterruptedException {
    var own = plan.pushers().stream().filter(Client::isOwn).toList();
    try (var sink = NginxSink.start(sandbox, cores.sink())) {
      var fresh = new FreshProcess(starter, sink, plan.warm().inFlight());
      for (int round = 1; round <= plan.rounds(); round++) {
        for (Java java : javas()) {
          for (boolean primed : List.of(false, true)) {
            String setting = java.name() + (primed ? ", primed" : ", not primed");
            for (Client client : own) {
              report(Series.PRIMED, setting, round, client);
              var figures = fresh.firstThousandsOnceStarted(client, java, primed);
              add(Series.PRIMED, setting, round, client, figures);
            }
          }
        }
      }
    }
  }

  private void start() throws InterruptedException {
    try (var sink = NginxSink.start(sandbox, cores.sink())) {
      var fresh = new FreshProcess(starter, sink, plan.warm().inFlight());
      for (int round = 1; round <= plan.rounds(); round++) {
        for (Java java : javas()) {
          for (Client client : plan.pushers()) {
            report(Series.START, java.name(), round, client);
            add(Series.START, java.name(), round, client, fresh.firstPost(client, java));
          }
        }
      }
    }
  }

  /** Returns each JVM with and without the optimizing compiler. */
  private List<Java> javas() {
    return plan.javas().stream().flatMap(java -> java.withAndWithoutC2().stream()).toList();
  }

  /** Measures the pace with one client only, because it does not depend on the transport. */
  private void paced() throws InterruptedException {
    Client client = plan.pushers().get(0);
    String setting = "%,d posts at %,d/s".formatted(plan.paced().posts(), plan.paced().rate());
    try (var sink = delaySink(Duration.ZERO)) {
      var pace = new Paced(starter, sink, plan);
      for (int round = 1; round <= plan.rounds(); round++) {
        report(Series.PACED, setting, round, client);
        add(Series.PACED, setting, round, client, pace.measure(client));
      }
    }
  }

  private DelaySink delaySink(Duration delay) throws InterruptedException {
    return DelaySink.start(sandbox, cores.sink(), certificate, delay);
  }

  private void report(Series series, String setting, int round, Client client) {
    progress.accept(
        "%s (%s), round %d of %d: %s"
            .formatted(series.word(), setting, round, plan.rounds(), client.word()));
  }

  private void add(
      Series series, String setting, int round, Client client, Map<Measure, Double> figures) {
    runs.add(new Run(series, setting, round, client, figures));
  }
}

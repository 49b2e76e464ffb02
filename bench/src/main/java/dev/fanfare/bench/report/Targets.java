package dev.fanfare.bench.report;

import static dev.fanfare.bench.client.Client.H2;
import static dev.fanfare.bench.client.Client.H2LOAD;
import static dev.fanfare.bench.client.Client.HTTP1;
import static dev.fanfare.bench.client.Client.SDK_CRT;
import static dev.fanfare.bench.client.Client.SDK_NETTY;
import static dev.fanfare.bench.client.Client.WRK;

import dev.fanfare.bench.client.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The targets of the pusher. */
final class Targets {
  private final List<Verdict> verdicts = new ArrayList<>();

  private Targets() {}

  /**
   * @param series runs by series and setting
   * @param arithmetic posts per second that latency and posts in flight allow
   * @param rate posts per second of the paced series
   */
  static List<Verdict> judge(
      Map<Series, Map<String, Runs>> series, double arithmetic, double rate) {
    var targets = new Targets();
    series.getOrDefault(Series.WARM, Map.of()).values().forEach(targets::warm);
    series.getOrDefault(Series.COLD, Map.of()).forEach(targets::cold);
    series
        .getOrDefault(Series.LATENCY, Map.of())
        .values()
        .forEach(runs -> targets.latency(runs, arithmetic));
    series.getOrDefault(Series.PACED, Map.of()).values().forEach(runs -> targets.paced(runs, rate));
    series.values().forEach(settings -> settings.values().forEach(targets::errors));
    return List.copyOf(targets.verdicts);
  }

  private void warm(Runs runs) {
    add(
        Verdict.atMost(
            1.25,
            "warm, http/1.1: CPU per post at most 1.25 × unsigned wrk's",
            runs.ratio(HTTP1, WRK, Measure.CPU_MICROS)));
    add(
        Verdict.atLeast(
            10,
            "warm, http/1.1: CPU per post at most 1/10 of the better SDK client's",
            runs.compare(Targets::betterSdkByOurs)));
    add(
        Verdict.atMost(
            2.5,
            "warm, h2: CPU per post at most 2.5 × unsigned h2load's",
            runs.ratio(H2, H2LOAD, Measure.CPU_MICROS)));
  }

  private static double betterSdkByOurs(List<Run> round) {
    double crt = figure(round, SDK_CRT, Measure.CPU_MICROS);
    double netty = figure(round, SDK_NETTY, Measure.CPU_MICROS);
    return Math.min(crt, netty) / figure(round, HTTP1, Measure.CPU_MICROS);
  }

  private void cold(String setting, Runs runs) {
    fraction(setting, runs, SDK_CRT, Measure.CPU_SECONDS_10000, "10,000", 3.5);
    fraction(setting, runs, SDK_NETTY, Measure.CPU_SECONDS_10000, "10,000", 6);
    fraction(setting, runs, SDK_CRT, Measure.CPU_SECONDS_1000, "1,000", 2.3);
    fraction(setting, runs, SDK_NETTY, Measure.CPU_SECONDS_1000, "1,000", 3.5);
  }

  private void fraction(
      String setting, Runs runs, Client sdk, Measure measure, String posts, double min) {
    add(
        Verdict.atLeast(
            min,
            "cold, %s, http/1.1: CPU of %s posts at most 1/%s of %s's"
                .formatted(setting, posts, number(min), sdk.word()),
            runs.ratio(sdk, HTTP1, measure)));
  }

  private void latency(Runs runs, double arithmetic) {
    add(
        Verdict.atLeast(
            0.9,
            "latency, http/1.1: posts/s at least 0.9 of the lesser of wrk's and %,.0f"
                .formatted(arithmetic),
            runs.compare(
                round ->
                    figure(round, HTTP1, Measure.POSTS_PER_SECOND)
                        / Math.min(arithmetic, figure(round, WRK, Measure.POSTS_PER_SECOND)))));
  }

  private void paced(Runs runs, double rate) {
    for (Client client : runs.clients()) {
      Optional<Spread> seconds = runs.of(client, Measure.FULLEST_SECOND);
      add(
          Verdict.atMost(
              1.05,
              "paced, %s: done within 5 %% of N/R".formatted(client.word()),
              runs.of(client, Measure.DURATION)));
      // Uses the maximum instead of the median, because no round may exceed the rate.
      add(
          Verdict.atMost(
              rate,
              "paced, %s: no second above %,.0f posts".formatted(client.word(), rate),
              seconds.map(value -> new Spread(value.max(), value.min(), value.max()))));
    }
  }

  private void errors(Runs runs) {
    Run any = runs.all().get(0);
    double sum =
        runs.all().stream()
            .mapToDouble(run -> run.figures().getOrDefault(Measure.ERRORS, 0.0))
            .sum();
    add(
        Verdict.atMost(
            0,
            "%s, %s: no errors, and client and server counts agree"
                .formatted(any.series().word(), any.setting()),
            Optional.of(new Spread(sum, sum, sum))));
  }

  private static double figure(List<Run> round, Client client, Measure measure) {
    return Runs.figure(round, client, measure).orElse(Double.NaN);
  }

  private static String number(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private void add(Verdict verdict) {
    verdicts.add(verdict);
  }
}

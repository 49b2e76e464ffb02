package dev.fanfare.bench.series;

import dev.fanfare.bench.client.Client;
import dev.fanfare.bench.process.Java;
import dev.fanfare.bench.report.Series;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plan of a measurement.
 *
 * @param rounds number of rounds; in each round, every client is measured once
 * @param warmUp time of posting before a window
 * @param window length of the measured window
 * @param warmInFlight posts in flight in all series except latency
 * @param delay of the responses in the latency series
 * @param delayedInFlight posts in flight in the latency series
 * @param rate posts per second in the paced series
 * @param posts number of posts of the shard in the paced series
 * @param javas JVMs of the cold and start series; the other series use the first
 */
public record Plan(
    List<Series> series,
    List<Client> clients,
    int rounds,
    Duration warmUp,
    Duration window,
    int warmInFlight,
    Duration delay,
    int delayedInFlight,
    int rate,
    int posts,
    List<Java> javas) {

  List<Client> pushers() {
    return clients.stream().filter(Client::isPusher).toList();
  }

  /** Returns the posts per second that latency and posts in flight allow. */
  public double arithmetic() {
    return delayedInFlight * 1e9 / delay.toNanos();
  }

  /** Returns the options as they appear in the JSON report. */
  public Map<String, Object> options() {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("series", series.stream().map(Series::word).toList());
    options.put("clients", clients.stream().map(Client::word).toList());
    options.put("rounds", rounds);
    options.put("warmUpMillis", warmUp.toMillis());
    options.put("windowMillis", window.toMillis());
    options.put("inFlight", warmInFlight);
    options.put("delayMillis", delay.toMillis());
    options.put("delayedInFlight", delayedInFlight);
    options.put("rate", rate);
    options.put("posts", posts);
    options.put("javas", javas.stream().map(Java::name).toList());
    return options;
  }
}

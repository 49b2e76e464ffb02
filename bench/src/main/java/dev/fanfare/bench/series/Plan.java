package dev.fanfare.bench.series;

import dev.fanfare.bench.client.Client;
import dev.fanfare.bench.process.Java;
import dev.fanfare.bench.report.Series;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be measured.
 *
 * @param rounds how often; within a round, clients take turns
 * @param warmUp posting before a window is measured
 * @param window that is measured
 * @param warmInFlight posts in flight, but for the latency series
 * @param delay of the answers, in the latency series
 * @param delayedInFlight posts in flight, in the latency series
 * @param rate posts per second, in the paced series
 * @param posts of one shard, in the paced series
 * @param javas for the cold and start series; the first is for all others
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

  /** Posts per second that latency and posts in flight allow. */
  public double arithmetic() {
    return delayedInFlight * 1e9 / delay.toNanos();
  }

  /** For whoever reads the JSON. */
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

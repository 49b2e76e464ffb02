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
 * @param warm the windows of all series except the paced one
 * @param delayed the load of the latency series
 * @param paced the load of the paced series
 * @param javas JVMs of the cold and start series; the other series use the first
 */
public record Plan(
    List<Series> series,
    List<Client> clients,
    int rounds,
    WarmLoad warm,
    DelayedLoad delayed,
    PacedLoad paced,
    List<Java> javas) {

  /**
   * @param warmUp time of posting before a window
   * @param window length of the measured window
   * @param inFlight posts in flight in all series except latency
   */
  public record WarmLoad(Duration warmUp, Duration window, int inFlight) {}

  /**
   * @param delay the delay of the responses
   * @param inFlight posts in flight
   */
  public record DelayedLoad(Duration delay, int inFlight) {

    /** Returns the posts per second that latency and posts in flight allow. */
    public double arithmetic() {
      return inFlight * 1e9 / delay.toNanos();
    }
  }

  /**
   * @param rate posts per second
   * @param posts number of posts of the shard
   */
  public record PacedLoad(int rate, int posts) {}

  List<Client> pushers() {
    return clients.stream().filter(Client::isPusher).toList();
  }

  /** Returns the options as they appear in the JSON report. */
  public Map<String, Object> options() {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("series", series.stream().map(Series::word).toList());
    options.put("clients", clients.stream().map(Client::word).toList());
    options.put("rounds", rounds);
    options.put("warmUpMillis", warm.warmUp().toMillis());
    options.put("windowMillis", warm.window().toMillis());
    options.put("inFlight", warm.inFlight());
    options.put("delayMillis", delayed.delay().toMillis());
    options.put("delayedInFlight", delayed.inFlight());
    options.put("rate", paced.rate());
    options.put("posts", paced.posts());
    options.put("javas", javas.stream().map(Java::name).toList());
    return options;
  }
}

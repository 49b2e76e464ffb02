package dev.fanfare.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.BroadcastFiles;
import dev.fanfare.cli.broadcasts.Summary;
import dev.fanfare.cli.console.ConnectionsView.AudienceSize;
import dev.fanfare.cli.console.ConnectionsView.Minute;
import dev.fanfare.cli.stack.DeployedStack;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/**
 * The number of connections over time. It comes from the plans of broadcasts to everyone, which
 * counted all connections, and from the CloudWatch metrics of connects and disconnects. It scans no
 * table.
 */
final class ConnectionHistory {
  /** Number of latest broadcasts to read. */
  private static final int LATEST = 100;

  private static final Duration TRAFFIC = Duration.ofHours(3);
  private static final int MINUTE_SECONDS = 60;

  /** Request fields that narrow the audience. */
  private static final List<String> NARROWING =
      List.of("users", "channels", "filter", "percent", "resend_of", "correct_of");

  private final DeployedStack stack;
  private final LatestBroadcasts broadcasts;
  private final Clock clock;

  /**
   * Audience by broadcast id, kept because an ended broadcast does not change; empty if it did not
   * go to everyone.
   */
  private final Map<String, Optional<AudienceSize>> known = new ConcurrentHashMap<>();

  ConnectionHistory(DeployedStack stack, LatestBroadcasts broadcasts, Clock clock) {
    this.stack = stack;
    this.broadcasts = broadcasts;
    this.clock = clock;
  }

  ConnectionsView read() {
    return new ConnectionsView(audiences(), traffic());
  }

  private List<AudienceSize> audiences() {
    List<Broadcast> latest =
        broadcasts.page(Optional.empty(), LATEST).broadcasts().stream()
            .filter(Broadcast::hasEnded)
            .toList();
    known.keySet().retainAll(latest.stream().map(Broadcast::id).toList());
    return latest.stream()
        .flatMap(one -> known.computeIfAbsent(one.id(), id -> size(one)).stream())
        .sorted(Comparator.comparing(AudienceSize::at))
        .toList();
  }

  private Optional<AudienceSize> size(Broadcast broadcast) {
    Summary end = broadcast.summary().orElseThrow();
    JsonNode request = new RequestText(new BroadcastFiles(stack, broadcast.id())::request).rest();
    boolean isToEveryone =
        request != null
            && end.planned() > 0
            && NARROWING.stream().allMatch(field -> request.path(field).isEmpty());
    return isToEveryone
        ? Optional.of(
            new AudienceSize(
                broadcast.startedAt().toEpochMilli(),
                end.planned(),
                end.outcomes().getOrDefault(Outcome.STALE.word(), 0L)))
        : Optional.empty();
  }

  private List<Minute> traffic() {
    Instant now = clock.instant();
    List<MetricDataResult> results =
        stack
            .metrics()
            .getMetricData(
                get ->
                    get.startTime(now.minus(TRAFFIC).truncatedTo(ChronoUnit.MINUTES))
                        .endTime(now)
                        .metricDataQueries(
                            query("connected", "AWS/ApiGateway", "ConnectCount", "Sum", api()),
                            query("left", "Fanfare", "SessionSeconds", "SampleCount", List.of())))
            .metricDataResults();
    var minutes = new TreeMap<Instant, Minute>();
    for (MetricDataResult result : results) {
      for (int at = 0; at < result.timestamps().size(); at++) {
        long count = Math.round(result.values().get(at));
        boolean isConnect = result.id().equals("connected");
        minutes.merge(
            result.timestamps().get(at),
            new Minute(
                result.timestamps().get(at).toEpochMilli(),
                isConnect ? count : 0,
                isConnect ? 0 : count),
            (one, other) ->
                new Minute(
                    one.at(), one.connected() + other.connected(), one.left() + other.left()));
      }
    }
    return List.copyOf(minutes.values());
  }

  /** Returns the dimensions of the WebSocket API and its stage, from its URL. */
  private List<Dimension> api() {
    URI socket = URI.create(stack.output("SocketUrl"));
    String api = socket.getHost().split("\\.")[0];
    String stage = socket.getPath().substring(1);
    return Stream.of(Map.entry("ApiId", api), Map.entry("Stage", stage))
        .map(entry -> Dimension.builder().name(entry.getKey()).value(entry.getValue()).build())
        .toList();
  }

  private static MetricDataQuery query(
      String id, String namespace, String name, String statistic, List<Dimension> dimensions) {
    var metric =
        Metric.builder().namespace(namespace).metricName(name).dimensions(dimensions).build();
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(stat -> stat.metric(metric).period(MINUTE_SECONDS).stat(statistic))
        .build();
  }
}

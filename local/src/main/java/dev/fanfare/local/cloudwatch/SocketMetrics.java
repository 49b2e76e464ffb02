package dev.fanfare.local.cloudwatch;

import java.util.List;
import java.util.Map;

/**
 * The metrics of a WebSocket API and of its stage (API Gateway developer guide, "Monitor WebSocket
 * API execution with CloudWatch metrics").
 */
public final class SocketMetrics {
  private static final String NAMESPACE = "AWS/ApiGateway";

  private final List<CountedSeries> connects;
  private final List<CountedSeries> messages;

  public SocketMetrics(Metrics metrics, String apiId, String stage) {
    connects = series(metrics, "ConnectCount", apiId, stage);
    messages = series(metrics, "MessageCount", apiId, stage);
  }

  private static List<CountedSeries> series(
      Metrics metrics, String name, String apiId, String stage) {
    return List.of(
        metrics.counted(new MetricId(NAMESPACE, name, Map.of("ApiId", apiId))),
        metrics.counted(new MetricId(NAMESPACE, name, Map.of("ApiId", apiId, "Stage", stage))));
  }

  /** Counts a handshake. */
  public void connect() {
    connects.forEach(CountedSeries::increment);
  }

  /** Counts a message from a client or to one. */
  public void message() {
    messages.forEach(CountedSeries::increment);
  }
}

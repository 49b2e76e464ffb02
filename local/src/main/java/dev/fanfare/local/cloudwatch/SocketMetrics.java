package dev.fanfare.local.cloudwatch;

import java.util.List;
import java.util.Map;

/**
 * The metrics of a WebSocket API and of its stage (API Gateway developer guide, "Monitor WebSocket
 * API execution with CloudWatch metrics").
 */
public final class SocketMetrics {
  private static final String NAMESPACE = "AWS/ApiGateway";

  private final Metrics metrics;
  private final List<Series> connects;
  private final List<Series> messages;

  public SocketMetrics(Metrics metrics, String apiId, String stage) {
    this.metrics = metrics;
    connects = series(metrics, "ConnectCount", apiId, stage);
    messages = series(metrics, "MessageCount", apiId, stage);
  }

  private static List<Series> series(Metrics metrics, String name, String apiId, String stage) {
    return List.of(
        metrics.counted(new MetricId(NAMESPACE, name, Map.of("ApiId", apiId))),
        metrics.counted(new MetricId(NAMESPACE, name, Map.of("ApiId", apiId, "Stage", stage))));
  }

  public void connect() {
    connects.forEach(metrics::count);
  }

  /** Counts a message from a client or to one. */
  public void message() {
    messages.forEach(metrics::count);
  }
}

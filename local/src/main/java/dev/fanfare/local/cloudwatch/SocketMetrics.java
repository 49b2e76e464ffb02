package dev.fanfare.local.cloudwatch;

import dev.fanfare.local.apigateway.GatewayCounts;
import java.util.List;
import java.util.Map;

/**
 * What API Gateway counts of a WebSocket API, for the API and for its stage (API Gateway developer
 * guide, "Monitor WebSocket API execution with CloudWatch metrics").
 */
public final class SocketMetrics implements GatewayCounts {
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

  @Override
  public void connect() {
    connects.forEach(CountedSeries::increment);
  }

  @Override
  public void message() {
    messages.forEach(CountedSeries::increment);
  }
}

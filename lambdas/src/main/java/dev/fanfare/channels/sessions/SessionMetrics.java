package dev.fanfare.channels.sessions;

import dev.fanfare.text.Json;

/**
 * Logs how long a connection lasted as a CloudWatch metric, in the Embedded Metric Format: one log
 * line and no API call. The metric has no dimensions, because there are too many users for one
 * metric each.
 */
public final class SessionMetrics {
  private static final String SECONDS = "SessionSeconds";

  private SessionMetrics() {}

  public static String of(Session session) {
    var line = Json.MAPPER.createObjectNode();
    var directive = line.putObject("_aws").put("Timestamp", session.endedAt());
    var metrics = directive.putArray("CloudWatchMetrics").addObject().put("Namespace", "Fanfare");
    metrics.putArray("Dimensions").addArray();
    metrics.putArray("Metrics").addObject().put("Name", SECONDS).put("Unit", "Seconds");
    line.put(SECONDS, session.seconds());
    line.put("estimated", session.estimated());
    line.put("connectionId", session.connection().id());
    return line.toString();
  }
}

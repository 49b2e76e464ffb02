package dev.fanfare.channels.sessions;

import dev.fanfare.text.Json;

/**
 * How long a connection lasted, as a CloudWatch metric in the Embedded Metric Format: one log line,
 * no call. No dimension: users are too many to be metrics of their own.
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

package dev.fanfare.reduce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.text.Json;
import java.util.Map;

/**
 * The values that one round adds, as CloudWatch metrics in the Embedded Metric Format: one log
 * line, without an API call. There are no dimensions, since every broadcast id would create a
 * separate, billed metric; the id is a property of the line.
 */
final class Metrics {
  private Metrics() {}

  static String of(Report report, long epochMillis) {
    ObjectNode line = Json.MAPPER.createObjectNode();
    var directive = line.putObject("_aws").put("Timestamp", epochMillis);
    var metrics = directive.putArray("CloudWatchMetrics").addObject().put("Namespace", "Fanfare");
    metrics.putArray("Dimensions").addArray();
    var names = metrics.putArray("Metrics");
    line.put("broadcastId", report.status().broadcastId()).put("round", report.pushed().round());
    line.put("path", report.status().path());
    for (Map.Entry<String, Long> outcome : report.tally().roundOutcomes().entrySet()) {
      names.addObject().put("Name", outcome.getKey()).put("Unit", "Count");
      line.put(outcome.getKey(), outcome.getValue());
    }
    if (isWhole(report)) {
      names.addObject().put("Name", "planned").put("Unit", "Count");
      line.put("planned", report.tally().planned());
    }
    names.addObject().put("Name", "posts").put("Unit", "Count");
    line.put("posts", report.pushed().posts());
    names.addObject().put("Name", "post_latency_p99").put("Unit", "Microseconds");
    line.put("post_latency_p99", report.pushed().postLatencyMicros().p99());
    return line.toString();
  }

  /** If a broadcast was handed over, the execution's first round reports the planned number. */
  private static boolean isWhole(Report report) {
    return report.pushed().round() == 1
        || (report.pushed().round() == 0 && report.status().complete());
  }
}

package dev.fanfare.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.cli.text.Amounts;
import dev.fanfare.cli.text.Table;
import dev.fanfare.estimate.Estimate;
import java.util.List;

/** Formats the estimate of a broadcast as text. */
final class EstimateLines {
  private EstimateLines() {}

  /** Returns the lines to print before a broadcast is sent. */
  static List<String> of(Estimate estimate) {
    return List.of(
        "audience now: " + Amounts.count(estimate.size().connections(), "connection"),
        "estimate: %s at %s, in %s; %s"
            .formatted(
                Amounts.duration(estimate.times().totalMillis()),
                Amounts.pace(estimate.pace().postsPerSecond()),
                Amounts.count(estimate.size().shards(), "shard"),
                Amounts.dollars(estimate.cost().totalUsd())));
  }

  /**
   * Compares the estimate with the result.
   *
   * @param report of the broadcast; if it has no estimate, there are no lines
   */
  static List<String> compare(JsonNode report) {
    JsonNode estimate = report.path("estimate");
    if (!estimate.isObject() || !report.path("tookMillis").isNumber()) {
      return List.of();
    }
    var table = new Table("", ">estimated", ">was");
    table.row(
        "to the report",
        millis(estimate.path("reportedMillis")),
        millis(report.path("tookMillis")));
    table.row(
        "connections", estimate.path("connections").asLong(), report.path("planned").asLong());
    table.row("posts a second", Amounts.pace(estimate.path("postsPerSecond").asDouble()), null);
    table.row("cost", Amounts.dollars(estimate.path("totalUsd").asDouble()), null);
    return table.lines();
  }

  private static String millis(JsonNode millis) {
    return Amounts.duration(millis.asLong());
  }
}

package dev.fanfare.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.cli.broadcasts.DryRun;
import dev.fanfare.cli.text.Amounts;
import dev.fanfare.cli.text.Table;
import java.util.ArrayList;
import java.util.List;

/** What the planner expects of a broadcast, for people. */
final class EstimateLines {
  private EstimateLines() {}

  /** Before it is sent. */
  static List<String> of(DryRun dryRun) {
    var lines = new ArrayList<String>();
    lines.add("audience now: " + Amounts.count(dryRun.planned(), "connection"));
    JsonNode estimate = dryRun.estimate();
    if (estimate.isObject()) {
      lines.add(
          "estimate: %s at %s, in %s; %s"
              .formatted(
                  millis(estimate.path("totalMillis")),
                  Amounts.pace(estimate.path("postsPerSecond").asDouble()),
                  Amounts.count(estimate.path("shards").asLong(), "shard"),
                  Amounts.dollars(estimate.path("totalUsd").asDouble())));
    }
    return lines;
  }

  /**
   * Beside what has happened.
   *
   * @param report of the broadcast; without an estimate, there are no lines
   */
  static List<String> beside(JsonNode report) {
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

package dev.fanfare.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.outcomes.ReportTimes;
import java.util.Map;

/**
 * {@code report.json} of a dry run. It has the fields of a report that readers expect; those of a
 * push are constant, because nothing was pushed.
 *
 * @param planned size of the audience
 */
@JsonPropertyOrder({
  "broadcastId",
  "dryRun",
  "complete",
  "planned",
  "outcomes",
  "missed",
  "missedPrefix",
  "missedShards",
  "round",
  "shards",
  "times",
  "estimate"
})
record DryRunReport(
    String broadcastId,
    long planned,
    int shards,
    @JsonUnwrapped ReportTimes times,
    Estimate estimate) {

  /** Distinguishes the report from that of a broadcast that was sent. */
  @JsonProperty
  boolean dryRun() {
    return true;
  }

  @JsonProperty
  boolean complete() {
    return true;
  }

  @JsonProperty
  Map<String, Long> outcomes() {
    return Map.of();
  }

  @JsonProperty
  long missed() {
    return 0;
  }

  @JsonProperty
  String missedPrefix() {
    return "";
  }

  @JsonProperty
  int missedShards() {
    return 0;
  }

  @JsonProperty
  int round() {
    return 0;
  }
}

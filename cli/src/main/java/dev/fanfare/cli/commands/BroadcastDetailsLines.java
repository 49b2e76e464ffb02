package dev.fanfare.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.BroadcastDetails;
import dev.fanfare.cli.broadcasts.Step;
import dev.fanfare.cli.broadcasts.shards.ShardRanking;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.text.Amounts;
import dev.fanfare.cli.text.Table;
import dev.fanfare.tables.ProgressRow;
import dev.fanfare.text.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Formats everything that is known about a broadcast as text. */
final class BroadcastDetailsLines {

  /** The states that take time. The others only choose the next state. */
  private static final Set<String> SHOWN_KINDS = Set.of("Task", "Map", "Wait");

  private static final int MAX_TROUBLE_LENGTH = 100;

  private final DeployedStack stack;
  private final BroadcastDetails details;
  private final Instant now;
  private final List<String> lines = new ArrayList<>();

  BroadcastDetailsLines(DeployedStack stack, BroadcastDetails details, Instant now) {
    this.stack = stack;
    this.details = details;
    this.now = now;
  }

  List<String> lines() {
    Broadcast broadcast = details.broadcast();
    if (broadcast.hasEnded()) {
      lines.addAll(ReportLines.ended(stack, broadcast, now));
    } else {
      lines.add(
          "Broadcast %s: %s for %s"
              .formatted(
                  broadcast.id(),
                  details.progress().isPruning() ? "PRUNING" : broadcast.status(),
                  Amounts.duration(broadcast.took(now))));
      lines.add("  " + ProgressLine.of(details.progress(), 0).strip());
      details.report().ifPresent(this::addMissed);
    }
    lines.add("  path: " + broadcast.path());
    broadcast.priority().ifPresent(known -> lines.add("  priority: " + known.word()));
    lines.add("  started " + Amounts.time(broadcast.startedAt()) + " UTC");
    details.report().ifPresent(this::addReport);
    if (!broadcast.executionArn().isEmpty()) {
      title("Steps");
      addSteps();
    }
    if (details.shards().total() > 0) {
      addShards();
    }
    return lines;
  }

  private void title(String title) {
    lines.add("");
    lines.add(title);
  }

  /**
   * When the report is final, a resend can try the missed connections, even while the broadcast
   * still prunes.
   */
  private void addMissed(JsonNode report) {
    long missed = report.path("missed").asLong();
    if (report.path("final").asBoolean() && missed > 0) {
      lines.add(ReportLines.missed(missed, stack.call("resend") + " " + details.broadcast().id()));
    }
  }

  private void addReport(JsonNode report) {
    if (report.hasNonNull("mapRunFailure")) {
      lines.add(
          "  the Map Run of round %d failed: %s"
              .formatted(
                  report.path("round").asInt(),
                  Printable.of(report.path("mapRunFailure").asText())));
    }
    JsonNode latency = report.path("postLatencyMicros");
    if (latency.has("p50")) {
      lines.add(
          "  post latency p50 %s, p99 %s"
              .formatted(millis(latency.get("p50")), millis(latency.get("p99"))));
    }
    lines.addAll(EstimateLines.compare(report));
  }

  private static String millis(JsonNode micros) {
    return String.format(Locale.ROOT, "%.1f ms", micros.asLong() / 1000.0);
  }

  private void addSteps() {
    var table =
        new Table("step", "state", ">took", ">visits", ">attempts", ">failed attempts", "trouble");
    for (Step step : details.steps()) {
      if (SHOWN_KINDS.contains(step.kind())) {
        table.row(
            step.name(),
            step.status(),
            Amounts.duration(step.times().tookMillis()),
            step.counts().visits(),
            step.counts().attempts() == 0 ? null : step.counts().attempts(),
            step.counts().failures() == 0 ? null : step.counts().failures(),
            step.trouble() == null ? null : Printable.of(step.trouble(), MAX_TROUBLE_LENGTH));
      }
    }
    lines.addAll(table.lines());
  }

  private void addShards() {
    ShardRanking shards = details.shards();
    title("Shards: %s begun in all rounds; the slowest".formatted(Amounts.count(shards.total())));
    lines.addAll(table(shards.slowest()).lines());
    if (!shards.troubled().isEmpty()) {
      title("Shards with trouble");
      lines.addAll(table(shards.troubled()).lines());
    }
  }

  private static Table table(List<ProgressRow> rows) {
    var table =
        new Table(
            ">shard", ">round", "state", ">took", ">connections", ">posts", ">calls", "trouble");
    for (ProgressRow row : rows) {
      table.row(
          row.shard().index(),
          row.shard().round(),
          row.state().finished() ? "finished" : "unfinished",
          Amounts.duration(ShardRanking.millis(row)),
          row.shard().connections(),
          row.state().posts(),
          row.calls(),
          Printable.of(row.state().trouble(), MAX_TROUBLE_LENGTH));
    }
    return table;
  }
}

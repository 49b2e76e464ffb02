package dev.fanfare.devtools.demo;

import dev.fanfare.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats the result of a demo as text. */
final class DemoTable {
  private final DemoResult result;
  private final List<String> lines = new ArrayList<>();

  private DemoTable(DemoResult result) {
    this.result = result;
  }

  static List<String> lines(DemoResult result) {
    return new DemoTable(result).lines();
  }

  private List<String> lines() {
    title("History of " + result.execution().executionArn());
    lines.addAll(history().lines());

    title("Broadcast " + result.execution().broadcastId() + ": " + result.execution().status());
    row("planned", result.totals().planned());
    result.totals().outcomes().forEach((outcome, count) -> row("  " + outcome, count));
    row("pruned", result.totals().pruned());
    row("shards", result.totals().shards());
    row("rounds", result.totals().rounds());

    result.channels().forEach(this::spread);

    title("Clients");
    var clients = result.clients();
    row("connected", clients.connected());
    row("  vanished", clients.vanished());
    row("  received", clients.received());
    row("  missing", clients.missing());
    row("duplicates", clients.duplicates());
    row("unexpected", clients.unexpected());

    times();
    if (!result.times().physics().isEmpty()) {
      title("AWS's limits");
      lines.addAll(limits().lines());
    }

    title(result.problems().isEmpty() ? "All is well." : "Something is wrong:");
    result.problems().forEach(problem -> lines.add("  " + problem));
    return lines;
  }

  private Table history() {
    var table = new Table(">id", ">ms", "type", "state", "about");
    result
        .history()
        .forEach(
            event ->
                table.row(
                    event.moment().id(),
                    event.moment().ms(),
                    event.type(),
                    event.state(),
                    event.about()));
    return table;
  }

  private void times() {
    title("From the queue to the client, ms        Time per step, ms");
    var latency = result.times().latencyMs();
    var duration = result.times().durationMs();
    pair("avg", latency.avg(), "plan", duration.plan());
    pair("p50", latency.p50(), "push", duration.push());
    pair("p90", latency.p90(), "reduce", duration.reduce());
    pair("p95", latency.p95(), "prune", duration.prune());
    pair("p99", latency.p99(), "total", duration.total());
    lines.add(String.format(Locale.ROOT, "  %-12s %,12.1f", "max", latency.max()));
  }

  private Table limits() {
    var table = new Table("limit", ">times hit", ">refused", ">waited, s");
    result
        .times()
        .physics()
        .forEach(
            row ->
                table.row(
                    row.limit(),
                    row.hits(),
                    row.refusals(),
                    String.format(Locale.ROOT, "%,.3f", row.waitedMs() / 1_000)));
    return table;
  }

  private void spread(ChannelSpread channel) {
    title("Channel " + channel.channel());
    row("members", channel.members());
    row("partitions", channel.partitions());
    row("  largest", channel.largest());
    lines.add(
        String.format(Locale.ROOT, "  %-15s %,10.2f", "  largest/even", channel.largestToEven()));
  }

  private void title(String text) {
    lines.add("");
    lines.add(text);
  }

  private void row(String name, long value) {
    lines.add(String.format(Locale.ROOT, "  %-15s %,10d", name, value));
  }

  private void pair(String left, double millis, String right, long value) {
    lines.add(
        String.format(
            Locale.ROOT, "  %-12s %,12.1f %14s%-10s %,8d", left, millis, "", right, value));
  }
}

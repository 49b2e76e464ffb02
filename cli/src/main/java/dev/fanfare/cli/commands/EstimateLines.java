package dev.fanfare.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.cli.broadcasts.DryRun;
import dev.fanfare.cli.text.Amounts;
import java.util.ArrayList;
import java.util.List;

/** What a dry run has found, for people. */
final class EstimateLines {
  private EstimateLines() {}

  static List<String> of(DryRun dryRun) {
    var lines = new ArrayList<String>();
    lines.add("audience now: " + Amounts.count(dryRun.planned(), "connection"));
    lines.addAll(of(dryRun.estimate()));
    return lines;
  }

  static List<String> of(JsonNode estimate) {
    return List.of();
  }
}

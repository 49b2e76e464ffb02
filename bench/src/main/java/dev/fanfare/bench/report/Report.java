package dev.fanfare.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.text.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All results of a measurement, as tables and as JSON. */
public final class Report {
  private final Machine machine;
  private final Map<String, Object> options;
  private final List<Run> runs;
  private final Map<Series, Map<String, Runs>> series;
  private final List<Verdict> verdicts;

  /**
   * @param options the options of the measurement
   * @param arithmetic posts per second that latency and posts in flight allow
   * @param rate posts per second of the paced series
   */
  public Report(
      Machine machine,
      Map<String, Object> options,
      List<Run> runs,
      double arithmetic,
      double rate) {
    this.machine = machine;
    this.options = options;
    this.runs = List.copyOf(runs);
    this.series = sorted(runs);
    this.verdicts = Targets.judge(series, arithmetic, rate);
  }

  private static Map<Series, Map<String, Runs>> sorted(List<Run> runs) {
    Map<Series, Map<String, List<Run>>> lists = new TreeMap<>();
    for (Run run : runs) {
      lists
          .computeIfAbsent(run.series(), any -> new LinkedHashMap<>())
          .computeIfAbsent(run.setting(), any -> new ArrayList<>())
          .add(run);
    }
    Map<Series, Map<String, Runs>> sorted = new TreeMap<>();
    lists.forEach(
        (of, settings) -> {
          Map<String, Runs> named = new LinkedHashMap<>();
          settings.forEach((setting, list) -> named.put(setting, new Runs(List.copyOf(list))));
          sorted.put(of, named);
        });
    return sorted;
  }

  /** Whether all measured targets are met. */
  public boolean isGood() {
    return verdicts.stream().noneMatch(verdict -> Boolean.FALSE.equals(verdict.met()));
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>(machine.lines());
    lines.add(
        "Medians, with minimum and maximum in brackets; ratios compare runs of the same round.");
    series.forEach(
        (of, settings) ->
            settings.forEach((setting, all) -> lines.addAll(Table.lines(of, setting, all))));
    lines.addAll(List.of("", "Targets"));
    lines.addAll(Table.aligned(verdicts.stream().map(Verdict::row).toList()));
    return lines;
  }

  public String json() {
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.set("machine", Json.MAPPER.valueToTree(machine));
    root.set("options", Json.MAPPER.valueToTree(options));
    ArrayNode every = root.putArray("runs");
    for (Run run : runs) {
      ObjectNode node =
          every
              .addObject()
              .put("series", run.series().word())
              .put("setting", run.setting())
              .put("round", run.round())
              .put("client", run.client().word());
      new TreeMap<>(run.figures()).forEach((measure, figure) -> node.put(measure.key(), figure));
    }
    ArrayNode targets = root.putArray("targets");
    for (Verdict verdict : verdicts) {
      ObjectNode node =
          targets.addObject().put("target", verdict.target()).put("verdict", verdict.word());
      node.set("measured", Json.MAPPER.valueToTree(verdict.measured()));
    }
    try {
      return Json.MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the report as JSON", e);
    }
  }
}

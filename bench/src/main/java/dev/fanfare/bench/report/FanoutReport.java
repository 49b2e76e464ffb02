package dev.fanfare.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fanfare.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How long messages took to their last client, as tables for people and as JSON. Ratios are of the
 * same round: neighbours in time have more in common than medians of all rounds.
 *
 * @param options how it was measured
 */
public record FanoutReport(Machine machine, Map<String, Object> options, List<FanoutRun> runs) {
  private static final String NOTHING = "-";

  public FanoutReport {
    runs = List.copyOf(runs);
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>(machine.lines());
    lines.add("Medians, with the least and the most in brackets; ratios are of the same round.");
    runs.stream().map(FanoutRun::clients).distinct().forEach(crowd -> lines.addAll(table(crowd)));
    return lines;
  }

  private List<String> table(int clients) {
    var ofCrowd = runs.stream().filter(run -> run.clients() == clients).toList();
    List<List<String>> rows = new ArrayList<>();
    List<String> headings = new ArrayList<>(List.of("", "average ms", "last ms"));
    Stream.of(Way.values()).forEach(by -> headings.add("last, × " + by.word()));
    rows.add(headings);
    for (Way way : Way.values()) {
      List<String> row = new ArrayList<>(List.of(way.word()));
      row.add(spread(ofCrowd, way, FanoutRun::averageMillis));
      row.add(spread(ofCrowd, way, FanoutRun::lastMillis));
      Stream.of(Way.values()).forEach(by -> row.add(way == by ? NOTHING : ratio(ofCrowd, way, by)));
      rows.add(row);
    }
    List<String> lines = new ArrayList<>(List.of("", "%,d clients".formatted(clients)));
    lines.addAll(Table.aligned(rows));
    return lines;
  }

  private static String spread(List<FanoutRun> runs, Way way, ToDoubleFunction<FanoutRun> figure) {
    return Spread.of(
            runs.stream()
                .filter(run -> run.way() == way)
                .map(run -> figure.applyAsDouble(run))
                .toList())
        .text(0);
  }

  private static String ratio(List<FanoutRun> runs, Way way, Way by) {
    return Spread.of(
            runs.stream()
                .filter(run -> run.way() == way)
                .flatMap(
                    run ->
                        runs.stream()
                            .filter(other -> other.way() == by && other.round() == run.round())
                            .map(other -> run.lastMillis() / other.lastMillis()))
                .toList())
        .text(2);
  }

  public String json() {
    try {
      return Json.MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
  }
}

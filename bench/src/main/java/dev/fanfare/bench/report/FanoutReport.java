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
 * The times of messages to their last client, as tables and as JSON. Ratios compare runs of the
 * same round, because the speed of a machine drifts over time.
 *
 * @param options the options of the measurement
 */
public record FanoutReport(Machine machine, Map<String, Object> options, List<FanoutRun> runs) {
  private static final String NOTHING = "-";

  public FanoutReport {
    runs = List.copyOf(runs);
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>(machine.lines());
    lines.add(
        "Medians, with minimum and maximum in brackets; ratios compare runs of the same round.");
    runs.stream().map(FanoutRun::clients).distinct().forEach(crowd -> lines.addAll(table(crowd)));
    return lines;
  }

  private List<String> table(int clients) {
    var ofCrowd = runs.stream().filter(run -> run.clients() == clients).toList();
    List<List<String>> rows = new ArrayList<>();
    List<String> headings = new ArrayList<>(List.of("", "average ms", "last ms"));
    Stream.of(MessagePath.values())
        .forEach(reference -> headings.add("last, × " + reference.word()));
    rows.add(headings);
    for (MessagePath path : MessagePath.values()) {
      List<String> row = new ArrayList<>(List.of(path.word()));
      row.add(spread(ofCrowd, path, FanoutRun::averageMillis));
      row.add(spread(ofCrowd, path, FanoutRun::lastMillis));
      Stream.of(MessagePath.values())
          .forEach(
              reference -> row.add(path == reference ? NOTHING : ratio(ofCrowd, path, reference)));
      rows.add(row);
    }
    List<String> lines = new ArrayList<>(List.of("", "%,d clients".formatted(clients)));
    lines.addAll(Table.aligned(rows));
    return lines;
  }

  private static String spread(
      List<FanoutRun> runs, MessagePath path, ToDoubleFunction<FanoutRun> figure) {
    return Spread.of(
            runs.stream()
                .filter(run -> run.way() == path)
                .map(run -> figure.applyAsDouble(run))
                .toList())
        .text(0);
  }

  private static String ratio(List<FanoutRun> runs, MessagePath path, MessagePath reference) {
    return Spread.of(
            runs.stream()
                .filter(run -> run.way() == path)
                .flatMap(
                    run ->
                        runs.stream()
                            .filter(
                                other -> other.way() == reference && other.round() == run.round())
                            .map(other -> run.lastMillis() / other.lastMillis()))
                .toList())
        .text(2);
  }

  public String json() {
    try {
      return Json.MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the report as JSON", e);
    }
  }
}

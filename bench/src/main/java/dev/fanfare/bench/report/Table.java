package dev.fanfare.bench.report;

import dev.fanfare.bench.client.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Formats the runs of one series in one setting as a table with one line per client. */
final class Table {
  private static final String NOTHING = "-";

  /** From this percentage on, the sink is the bottleneck and not the client. */
  private static final double BUSY = 95;

  private Table() {}

  static List<String> lines(Series series, String setting, Runs runs) {
    List<String> lines = new ArrayList<>(List.of("", series.title() + " (" + setting + ")"));
    lines.addAll(aligned(figures(series, runs)));
    for (Measure measure : series.compared()) {
      List<List<String>> ratios = ratios(measure, runs);
      if (ratios.get(0).size() > 1) {
        lines.add("  " + measure.heading() + ", compared");
        lines.addAll(aligned(ratios));
      }
    }
    List<String> limited =
        runs.clients().stream()
            .filter(client -> isLimited(runs, client))
            .map(Client::word)
            .toList();
    if (!limited.isEmpty()) {
      lines.add(
          "  The sink's core was fully used with %s: their posts/s are the sink's limit."
              .formatted(String.join(", ", limited)));
    }
    return lines;
  }

  private static boolean isLimited(Runs runs, Client client) {
    return runs.of(client, Measure.SINK_BUSY).filter(busy -> busy.median() >= BUSY).isPresent();
  }

  private static List<List<String>> figures(Series series, Runs runs) {
    List<List<String>> rows = new ArrayList<>();
    List<String> headings = new ArrayList<>(List.of(""));
    series.measures().forEach(measure -> headings.add(measure.heading()));
    rows.add(headings);
    for (Client client : runs.clients()) {
      List<String> row = new ArrayList<>(List.of(client.word()));
      for (Measure measure : series.measures()) {
        row.add(cell(runs.of(client, measure), measure.decimals()));
      }
      rows.add(row);
    }
    return rows;
  }

  /** Returns a table with a column for each measured reference client. */
  private static List<List<String>> ratios(Measure measure, Runs runs) {
    List<Client> references =
        Stream.of(Client.WRK, Client.H2LOAD, Client.SDK_CRT, Client.SDK_NETTY)
            .filter(by -> runs.of(by, measure).isPresent())
            .toList();
    List<List<String>> rows = new ArrayList<>();
    List<String> headings = new ArrayList<>(List.of(""));
    references.forEach(by -> headings.add("× " + by.word()));
    rows.add(headings);
    for (Client client : runs.clients()) {
      List<String> row = new ArrayList<>(List.of(client.word()));
      references.forEach(
          by -> row.add(client == by ? NOTHING : cell(runs.ratio(client, by, measure), 2)));
      rows.add(row);
    }
    return rows;
  }

  private static String cell(Optional<Spread> spread, int decimals) {
    return spread.map(value -> value.text(decimals)).orElse(NOTHING);
  }

  /** Aligns the first column to the left and the others to the right. */
  static List<String> aligned(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(at -> rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      var line = new StringBuilder("  ");
      line.append(row.get(0)).append(" ".repeat(widths[0] - row.get(0).length()));
      for (int at = 1; at < row.size(); at++) {
        line.append(" ".repeat(2 + widths[at] - row.get(at).length())).append(row.get(at));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}

package dev.fanfare.bench.report;

import dev.fanfare.bench.client.Client;
import java.util.Map;

/**
 * One measurement of a client.
 *
 * @param setting other differences, such as the JVM or the delay of responses
 * @param round number of the round; ratios compare runs of the same round
 */
public record Run(
    Series series, String setting, int round, Client client, Map<Measure, Double> figures) {

  public Run {
    figures = Map.copyOf(figures);
  }
}

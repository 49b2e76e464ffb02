package dev.fanfare.bench.report;

import dev.fanfare.bench.client.Client;
import java.util.Map;

/**
 * One client, measured once.
 *
 * @param setting what else was different: which JVM; how late the answers
 * @param round runs of one round stand beside each other in time, so they are compared
 */
public record Run(
    Series series, String setting, int round, Client client, Map<Measure, Double> figures) {

  public Run {
    figures = Map.copyOf(figures);
  }
}

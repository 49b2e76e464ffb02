package dev.fanfare.bench.report;

import dev.fanfare.bench.client.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * All runs of one series in one setting.
 *
 * <p>It compares clients within each round and takes the median of the ratios. The speed of a
 * machine drifts over time, so medians of all rounds would compare different speeds.
 */
record Runs(List<Run> all) {

  List<Client> clients() {
    return all.stream().map(Run::client).distinct().sorted().toList();
  }

  Optional<Spread> of(Client client, Measure measure) {
    List<Double> figures =
        all.stream()
            .filter(run -> run.client() == client && run.figures().containsKey(measure))
            .map(run -> run.figures().get(measure))
            .toList();
    return figures.isEmpty() ? Optional.empty() : Optional.of(Spread.of(figures));
  }

  /** Returns the ratio of two clients. */
  Optional<Spread> ratio(Client client, Client by, Measure measure) {
    return compare(
        round ->
            figure(round, client, measure).orElse(Double.NaN)
                / figure(round, by, measure).orElse(Double.NaN));
  }

  /**
   * Computes a value for each round, and skips rounds in which a value is missing or a divisor is
   * zero.
   */
  Optional<Spread> compare(ToDoubleFunction<List<Run>> ofRound) {
    List<Double> figures = new ArrayList<>();
    for (int round : all.stream().map(Run::round).distinct().toList()) {
      double figure =
          ofRound.applyAsDouble(all.stream().filter(run -> run.round() == round).toList());
      if (Double.isFinite(figure)) {
        figures.add(figure);
      }
    }
    return figures.isEmpty() ? Optional.empty() : Optional.of(Spread.of(figures));
  }

  static OptionalDouble figure(List<Run> round, Client client, Measure measure) {
    return round.stream()
        .filter(run -> run.client() == client && run.figures().containsKey(measure))
        .mapToDouble(run -> run.figures().get(measure))
        .findFirst();
  }
}

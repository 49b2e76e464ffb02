package dev.fanfare.bench.report;

import dev.fanfare.bench.client.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Runs of one series in one setting, all rounds.
 *
 * <p>Clients are compared round by round, and the ratios' median is told: on a machine whose speed
 * drifts, neighbours in time have more in common than medians of all rounds.
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

  /** A client's figure by another's. */
  Optional<Spread> ratio(Client client, Client by, Measure measure) {
    return compare(
        round ->
            figure(round, client, measure).orElse(Double.NaN)
                / figure(round, by, measure).orElse(Double.NaN));
  }

  /**
   * What becomes of each round; rounds that lack a figure, or have none to divide by, are left out.
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

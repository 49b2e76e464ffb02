package dev.fanfare.bench.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One broadcast, foretold and then done.
 *
 * @param rate posts per second that it asked for; 0 when it asked for none
 * @param estimatedMillis of the whole execution, said before it began
 * @param tookMillis what it took
 */
record Trial(int clients, int rate, long estimatedMillis, long tookMillis, String binds) {

  /** How far the estimate was off, as a share of what happened; negative when it was too low. */
  double deviation() {
    return (estimatedMillis - tookMillis) / (double) tookMillis;
  }

  static List<String> table(List<Trial> trials) {
    var lines = new ArrayList<String>();
    lines.add("| clients | rate | estimated, ms | took, ms | deviation | bound by |");
    lines.add("|---|---|---|---|---|---|");
    for (Trial trial : trials) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %,d | %s | %,d | %,d | %+.1f %% | %s |",
              trial.clients(),
              trial.rate() == 0 ? "-" : "%,d".formatted(trial.rate()),
              trial.estimatedMillis(),
              trial.tookMillis(),
              trial.deviation() * 100,
              trial.binds()));
    }
    return lines;
  }
}

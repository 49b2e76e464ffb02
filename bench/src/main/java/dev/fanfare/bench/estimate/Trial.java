package dev.fanfare.bench.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One broadcast that was estimated and then sent.
 *
 * @param rate requested posts per second; 0 for none
 * @param estimatedMillis duration of the whole execution, estimated before it began
 * @param tookMillis measured duration of the whole execution
 * @param binds what limits the rate, according to the estimate
 */
record Trial(int clients, int rate, long estimatedMillis, long tookMillis, String binds) {

  /**
   * Returns the error of the estimate as a share of the measured duration; negative if the estimate
   * was too low.
   */
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

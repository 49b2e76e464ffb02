package dev.fanfare.local.stepfunctions.maprun;

import dev.fanfare.broadcast.AwsLimits;
import java.util.Optional;

/**
 * How a Map Run runs; UpdateMapRun replaces it while it does.
 *
 * @param maxConcurrency children at once; 0 means as many as there can be
 * @param toleratedFailurePercentage of all items, 0 to 100
 * @param toleratedFailureCount of items
 */
public record MapSettings(
    int maxConcurrency,
    Optional<Double> toleratedFailurePercentage,
    Optional<Long> toleratedFailureCount) {

  public int childrenAtOnce() {
    return maxConcurrency == 0
        ? AwsLimits.MAP_CONCURRENCY
        : Math.min(maxConcurrency, AwsLimits.MAP_CONCURRENCY);
  }

  /** Whether so many failures are too many: over either threshold, or any where none is set. */
  public boolean exceededBy(long failures, long total) {
    if (toleratedFailurePercentage.isEmpty() && toleratedFailureCount.isEmpty()) {
      return failures > 0;
    }
    return toleratedFailureCount.filter(count -> failures > count).isPresent()
        || toleratedFailurePercentage
            .filter(percentage -> failures * 100.0 > percentage * total)
            .isPresent();
  }
}

package dev.fanfare.local.stepfunctions.maprun;

import dev.fanfare.broadcast.AwsLimits;
import java.util.Optional;

/**
 * The settings of a Map Run, which UpdateMapRun can change.
 *
 * @param maxConcurrency the maximum number of running children; 0 means AWS's limit
 * @param toleratedFailurePercentage the tolerated percentage of failed items, 0 to 100
 * @param toleratedFailureCount the tolerated number of failed items
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

  /** Whether the failures exceed a threshold; without thresholds, any failure does. */
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

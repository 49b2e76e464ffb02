package dev.fanfare.local.lambda;

import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of a function's events that nobody waits for.
 *
 * @param retries how often a failed event is tried again
 * @param longestAge how long an event may wait for capacity
 * @param onFailureQueueArn where the record of an event goes that was given up
 */
public record AsyncPolicy(int retries, Duration longestAge, Optional<String> onFailureQueueArn) {

  /** Lambda's own. */
  public static final AsyncPolicy DEFAULT =
      new AsyncPolicy(2, Duration.ofHours(6), Optional.empty());
}

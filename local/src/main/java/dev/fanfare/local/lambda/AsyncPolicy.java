package dev.fanfare.local.lambda;

import java.time.Duration;
import java.util.Optional;

/**
 * How Lambda handles the asynchronous invocations of a function: its {@code EventInvokeConfig}.
 *
 * @param retries the maximum number of retries of a failed event, 0 to 2
 * @param maxAge how long an event may wait for capacity
 * @param onFailureQueueArn receives the records of abandoned events
 */
public record AsyncPolicy(int retries, Duration maxAge, Optional<String> onFailureQueueArn) {
  private static final int MAX_RETRIES = 2;

  /** Lambda's defaults (see lambda/latest/dg/invocation-async-configuring). */
  public static final AsyncPolicy DEFAULT =
      new AsyncPolicy(MAX_RETRIES, Duration.ofHours(6), Optional.empty());

  public AsyncPolicy {
    if (retries < 0 || retries > MAX_RETRIES) {
      throw new IllegalArgumentException(
          "MaximumRetryAttempts is " + retries + ", must be 0 to " + MAX_RETRIES);
    }
  }
}

package dev.fanfare.local.template;

import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of a function's asynchronous invocations: its {@code EventInvokeConfig}.
 *
 * @param retries how often a failed event is tried again: 0 to 2
 * @param longestAge how long an event may wait for its function
 * @param onFailureQueueArn where the record of an event goes that was given up
 */
public record AsyncTerms(int retries, Duration longestAge, Optional<String> onFailureQueueArn) {
  /** Lambda's own: lambda/latest/dg/invocation-async-configuring. */
  public static final AsyncTerms DEFAULT = new AsyncTerms(2, Duration.ofHours(6), Optional.empty());
}

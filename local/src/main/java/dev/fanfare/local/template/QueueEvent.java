package dev.fanfare.local.template;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * A queue whose messages Lambda hands to a function.
 *
 * @param name the event's key in the template
 * @param queue the queue's logical id
 * @param batchSize most messages of one invocation
 * @param window how long Lambda gathers messages for a batch
 * @param reportsFailures whether the function answers which messages of a batch failed
 * @param maxConcurrency most batches at once; empty when only the function's own limit counts
 * @param isEnabled whether Lambda polls the queue at all
 */
public record QueueEvent(
    String name,
    String queue,
    String queueArn,
    int batchSize,
    Duration window,
    boolean reportsFailures,
    OptionalInt maxConcurrency,
    boolean isEnabled) {}

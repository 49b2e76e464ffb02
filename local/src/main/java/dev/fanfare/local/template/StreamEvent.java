package dev.fanfare.local.template;

import java.time.Duration;
import java.util.Optional;

/**
 * A table's stream whose records Lambda hands to a function.
 *
 * @param name the event's key in the template
 * @param streamArn as it is declared; the table may be one that the template does not make
 * @param table the table's name, out of the ARN
 * @param fromLatest whether records from before the mapping are left out
 * @param batchSize most records of one invocation
 * @param batchingWindow how long records are gathered for one invocation, from the first of them
 * @param bisects whether a batch that fails is tried again in halves
 * @param retries how often a failed batch is tried again; -1 is for ever
 * @param reportsFailures whether the function answers from which record on a batch failed
 * @param onFailureQueueArn where a description of a batch goes that was given up
 */
public record StreamEvent(
    String name,
    String streamArn,
    String table,
    boolean fromLatest,
    int batchSize,
    Duration batchingWindow,
    boolean bisects,
    int retries,
    boolean reportsFailures,
    Optional<String> onFailureQueueArn,
    boolean isEnabled) {}

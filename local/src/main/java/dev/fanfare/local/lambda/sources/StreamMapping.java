package dev.fanfare.local.lambda.sources;

import java.time.Duration;
import java.util.Optional;

/**
 * A DynamoDB stream's event source mapping as the template declares it.
 *
 * @param table whose stream is read, whatever the stream's label; it need not be there yet
 * @param tableArn what the event shows of it
 * @param function name or ARN of the function to invoke
 * @param fromLatest whether records from before the mapping are left out
 * @param batchSize most records of one event
 * @param batchingWindow how long records are gathered for one event, from the first of them
 * @param bisects whether a batch that fails is tried again in halves
 * @param retries how often a failed batch is tried again; -1 is for ever
 * @param reportsItemFailures whether {@code ReportBatchItemFailures} is among its response types
 * @param onFailureQueueArn where a description of a batch goes that was given up
 */
public record StreamMapping(
    String table,
    String tableArn,
    String function,
    boolean fromLatest,
    int batchSize,
    Duration batchingWindow,
    boolean bisects,
    int retries,
    boolean reportsItemFailures,
    Optional<String> onFailureQueueArn) {

  /** The Region of the table, which is the fourth part of its ARN. */
  String region() {
    return tableArn.split(":")[3];
  }
}

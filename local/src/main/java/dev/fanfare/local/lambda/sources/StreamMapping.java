package dev.fanfare.local.lambda.sources;

import java.time.Duration;
import java.util.Optional;

/**
 * An event source mapping of a DynamoDB stream.
 *
 * @param table the table of the stream, which need not exist yet
 * @param tableArn the ARN of the table, for the event
 * @param function name or ARN of the function to invoke
 * @param fromLatest whether to skip records that are older than the mapping
 * @param batchSize the maximum number of records in an event, at least 1
 * @param batchingWindow how long the poller collects records, starting with the first record
 * @param reportsItemFailures whether {@code ReportBatchItemFailures} is among its response types
 */
public record StreamMapping(
    String table,
    String tableArn,
    String function,
    boolean fromLatest,
    int batchSize,
    Duration batchingWindow,
    boolean reportsItemFailures,
    Retries retries) {

  /**
   * How a failed batch is retried.
   *
   * @param bisects whether it is retried in halves
   * @param max the maximum number of retries; -1 for no limit
   * @param onFailureQueueArn receives a description of each abandoned batch
   */
  public record Retries(boolean bisects, int max, Optional<String> onFailureQueueArn) {
    public static final int FOR_EVER = -1;
  }

  public StreamMapping {
    if (batchSize < 1) {
      throw new IllegalArgumentException("BatchSize is " + batchSize + ", must be at least 1");
    }
  }

  String region() {
    return tableArn.split(":")[3];
  }
}

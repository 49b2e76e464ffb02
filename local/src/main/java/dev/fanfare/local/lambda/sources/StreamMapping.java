package dev.fanfare.local.lambda.sources;

import java.time.Duration;
import java.util.Optional;

/**
 * An event source mapping of a DynamoDB stream.
 *
 * @param table the table with the stream, for any label of the stream; it need not exist yet
 * @param tableArn what the event shows of it
 * @param function name or ARN of the function to invoke
 * @param fromLatest whether records from before the mapping are skipped
 * @param batchSize most records of one event, at least 1
 * @param batchingWindow how long records are collected for one event, from the first of them
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
   * What happens to a failed batch.
   *
   * @param bisects whether it is retried in halves
   * @param most how often it is retried; -1 is for ever
   * @param onFailureQueueArn where a description of an abandoned batch goes
   */
  public record Retries(boolean bisects, int most, Optional<String> onFailureQueueArn) {
    public static final int FOR_EVER = -1;
  }

  public StreamMapping {
    if (batchSize < 1) {
      throw new IllegalArgumentException("BatchSize is " + batchSize + ", must be at least 1");
    }
  }

  /** The Region of the table, which is the fourth part of its ARN. */
  String region() {
    return tableArn.split(":")[3];
  }
}

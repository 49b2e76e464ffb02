package dev.fanfare.local.lambda.sources;

import java.time.Duration;

/**
 * An event source mapping of a queue.
 *
 * @param queueUrl the queue to receive from
 * @param queueArn the ARN of the queue, for the event
 * @param function name or ARN of the function to invoke
 * @param batchSize the maximum number of messages in an event: 1 to 10, or up to 10,000 with a
 *     batching window
 * @param batchingWindow how long the poller collects a batch, at most 5 minutes; if zero, a batch
 *     is the result of one receive
 * @param reportsItemFailures whether {@code ReportBatchItemFailures} is among its response types
 * @param maximumConcurrency the maximum number of batches in flight, 2 to 1000
 */
public record QueueMapping(
    String queueUrl,
    String queueArn,
    String function,
    int batchSize,
    Duration batchingWindow,
    boolean reportsItemFailures,
    int maximumConcurrency) {

  /** Lambda's default without {@code ScalingConfig}. */
  public static final int DEFAULT_CONCURRENCY = 5;

  private static final int MAX_UNWINDOWED_BATCH = 10;
  private static final int MAX_BATCH_SIZE = 10_000;
  private static final Duration MIN_WINDOW = Duration.ofSeconds(1);
  private static final Duration MAX_WINDOW = Duration.ofMinutes(5);

  public QueueMapping {
    int max = queueArn.endsWith(".fifo") ? MAX_UNWINDOWED_BATCH : MAX_BATCH_SIZE;
    require(batchSize >= 1 && batchSize <= max, "BatchSize", batchSize, "1 to " + max);
    require(
        !batchingWindow.isNegative() && batchingWindow.compareTo(MAX_WINDOW) <= 0,
        "MaximumBatchingWindowInSeconds",
        batchingWindow.toSeconds(),
        "0 to 300");
    require(
        batchSize <= MAX_UNWINDOWED_BATCH || batchingWindow.compareTo(MIN_WINDOW) >= 0,
        "MaximumBatchingWindowInSeconds",
        batchingWindow.toSeconds(),
        "at least 1 with a BatchSize above 10");
    require(
        maximumConcurrency >= 2 && maximumConcurrency <= 1000,
        "MaximumConcurrency",
        maximumConcurrency,
        "2 to 1000");
  }

  private static void require(boolean holds, String field, long value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("%s is %d, must be %s".formatted(field, value, rule));
    }
  }

  String region() {
    return queueArn.split(":")[3];
  }
}

package dev.fanfare.config;

import dev.fanfare.broadcast.AwsLimits;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Puts and deletes, written in batches; as a rule of one table. DynamoDB may leave part of a batch
 * undone when it is busy; that part is written again after a jittered pause, and what is still
 * undone in the end is an error, never forgotten.
 */
public final class BatchWrites {
  private static final int ATTEMPTS = 8;
  private static final long FIRST_PAUSE_MILLIS = 50;

  private final DynamoDbClient tables;
  private final String table;
  private final Pause pause;
  private final RandomGenerator random;

  /** With pauses that last. */
  public static BatchWrites of(DynamoDbClient tables, String table) {
    return new BatchWrites(tables, table, Pause.SLEEP, new SecureRandom());
  }

  /**
   * @param random jitters the pauses; under SnapStart not a seeded one, or all environments
   *     restored from one snapshot pause alike
   */
  public BatchWrites(DynamoDbClient tables, String table, Pause pause, RandomGenerator random) {
    this.tables = tables;
    this.table = table;
    this.pause = pause;
    this.random = random;
  }

  /**
   * Writes all requests; each must have a key of its own.
   *
   * @throws IllegalStateException when DynamoDB leaves some undone in all attempts
   */
  public void write(List<WriteRequest> requests) {
    for (int from = 0; from < requests.size(); from += AwsLimits.BATCH_WRITE_ITEMS) {
      int to = Math.min(requests.size(), from + AwsLimits.BATCH_WRITE_ITEMS);
      write(Map.of(table, new ArrayList<>(requests.subList(from, to))));
    }
  }

  /**
   * Writes all requests in one batch, which may span tables. Others may see some of them earlier.
   *
   * @param batch by table; at most {@value AwsLimits#BATCH_WRITE_ITEMS} in all
   * @throws IllegalStateException when DynamoDB leaves some undone in all attempts
   */
  public void write(Map<String, List<WriteRequest>> batch) {
    Map<String, List<WriteRequest>> left = batch;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) {
        pauseBefore(attempt);
      }
      var todo = left;
      left = tables.batchWriteItem(write -> write.requestItems(todo)).unprocessedItems();
      if (left.isEmpty()) {
        return;
      }
    }
    throw new IllegalStateException(
        left.values().stream().mapToInt(List::size).sum()
            + " writes to "
            + String.join(", ", new TreeSet<>(left.keySet()))
            + " left undone after "
            + ATTEMPTS
            + " attempts");
  }

  private void pauseBefore(int attempt) {
    pause.during("writing to " + table, random.nextLong(FIRST_PAUSE_MILLIS << attempt));
  }
}

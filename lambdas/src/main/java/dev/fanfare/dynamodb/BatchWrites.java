package dev.fanfare.dynamodb;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.config.Pause;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Writes puts and deletes in batches, usually to one table. DynamoDB may leave part of a batch
 * unprocessed under load; that part is written again after a jittered pause. Writes that remain
 * unprocessed after all attempts are an error.
 */
public final class BatchWrites {
  private final DynamoDbClient tables;
  private final String table;
  private final BatchRetries retries;

  /** Uses real pauses. */
  public static BatchWrites of(DynamoDbClient tables, String table) {
    return new BatchWrites(tables, table, Pause.SLEEP, new SecureRandom());
  }

  /**
   * @param random adds jitter to the pauses; must not be seeded, or all environments restored from
   *     one SnapStart snapshot pause alike
   */
  public BatchWrites(DynamoDbClient tables, String table, Pause pause, RandomGenerator random) {
    this.tables = tables;
    this.table = table;
    this.retries = new BatchRetries("writing to " + table, pause, random);
  }

  /**
   * Writes all requests, which must have distinct keys.
   *
   * @throws IllegalStateException if DynamoDB leaves some unprocessed in all attempts
   */
  public void write(List<WriteRequest> requests) {
    for (int from = 0; from < requests.size(); from += AwsLimits.BATCH_WRITE_ITEMS) {
      int to = Math.min(requests.size(), from + AwsLimits.BATCH_WRITE_ITEMS);
      write(Map.of(table, new ArrayList<>(requests.subList(from, to))));
    }
  }

  /**
   * Writes all requests in one batch, which may span tables. The batch is not atomic.
   *
   * @param batch requests by table; at most {@value AwsLimits#BATCH_WRITE_ITEMS} in all
   * @throws IllegalStateException if DynamoDB leaves some unprocessed in all attempts
   */
  public void write(Map<String, List<WriteRequest>> batch) {
    var left =
        retries.process(
            batch,
            requests ->
                tables.batchWriteItem(write -> write.requestItems(requests)).unprocessedItems(),
            Map::isEmpty);
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          left.values().stream().mapToInt(List::size).sum()
              + " writes to "
              + String.join(", ", new TreeSet<>(left.keySet()))
              + " still unprocessed after "
              + BatchRetries.ATTEMPTS
              + " attempts");
    }
  }
}

package dev.fanfare.dynamodb;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.config.Pause;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads rows of one table by their keys, in batches and consistently. DynamoDB may leave part of a
 * batch unread under load; that part is read again after a jittered pause.
 */
public final class BatchReads {
  private final DynamoDbClient tables;
  private final String table;
  private final BatchRetries retries;

  /** Uses real pauses. */
  public static BatchReads of(DynamoDbClient tables, String table) {
    return new BatchReads(tables, table, Pause.SLEEP, new SecureRandom());
  }

  /**
   * @param random adds jitter to the pauses; must not be seeded, or all environments restored from
   *     one SnapStart snapshot pause alike
   */
  public BatchReads(DynamoDbClient tables, String table, Pause pause, RandomGenerator random) {
    this.tables = tables;
    this.table = table;
    this.retries = new BatchRetries("reading " + table, pause, random);
  }

  /**
   * Reads the rows that exist, in no particular order.
   *
   * @param keys distinct keys
   * @param attributes the attributes to read, separated by commas
   * @throws IllegalStateException if DynamoDB leaves some rows unread in all attempts
   */
  public List<Map<String, AttributeValue>> read(
      List<Map<String, AttributeValue>> keys, String attributes) {
    var rows = new ArrayList<Map<String, AttributeValue>>();
    for (int from = 0; from < keys.size(); from += AwsLimits.BATCH_GET_ITEMS) {
      int to = Math.min(keys.size(), from + AwsLimits.BATCH_GET_ITEMS);
      readBatch(keys.subList(from, to), attributes, rows);
    }
    return rows;
  }

  private void readBatch(
      List<Map<String, AttributeValue>> batch,
      String attributes,
      List<Map<String, AttributeValue>> rows) {
    var left = retries.process(batch, keys -> read(keys, attributes, rows), List::isEmpty);
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          left.size()
              + " rows of "
              + table
              + " still unread after "
              + BatchRetries.ATTEMPTS
              + " attempts");
    }
  }

  /** Reads some rows, and returns the keys that DynamoDB left unread. */
  private List<Map<String, AttributeValue>> read(
      List<Map<String, AttributeValue>> keys,
      String attributes,
      List<Map<String, AttributeValue>> rows) {
    var wanted =
        KeysAndAttributes.builder()
            .keys(keys)
            .projectionExpression(attributes)
            .consistentRead(true)
            .build();
    var response = tables.batchGetItem(get -> get.requestItems(Map.of(table, wanted)));
    rows.addAll(response.responses().getOrDefault(table, List.of()));
    var unread = response.unprocessedKeys().get(table);
    return unread == null ? List.of() : unread.keys();
  }
}

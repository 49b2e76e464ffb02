package dev.fanfare.dynamodb;

import dev.fanfare.tables.SubscriptionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The subset of DynamoDB that the functions use, in memory and with small pages. It does not
 * evaluate expressions: it treats a query as its one equality, and a filter with {@code :now} as
 * the rule for live rows, which is the same for all tables. Other tests check the expressions
 * themselves against DynamoDB Local.
 */
public final class MemoryTables implements DynamoDbClient {
  private final Map<String, List<String>> schemas = new HashMap<>();
  private final TreeMap<String, Map<String, AttributeValue>> items = new TreeMap<>();
  private final List<Integer> batchSizes = new ArrayList<>();
  private ToIntFunction<Integer> leftUndone = size -> 0;
  private int pageSize = Integer.MAX_VALUE;
  private int queries;

  /** Creates a table with a hash key and a range key. */
  public MemoryTables with(String table, String hash, String range) {
    schemas.put(table, List.of(hash, range));
    return this;
  }

  /** Sets the number of rows in a page, including rows that a filter removes. */
  public MemoryTables pages(int rows) {
    pageSize = rows;
    return this;
  }

  /** Simulates a busy DynamoDB: the number of writes left unprocessed, by the size of the batch. */
  public MemoryTables leavesUndone(ToIntFunction<Integer> ofBatch) {
    leftUndone = ofBatch;
    return this;
  }

  /** The number of queries. */
  public synchronized int queries() {
    return queries;
  }

  /** Sizes of the requested batches, in order. */
  public List<Integer> batchSizes() {
    return batchSizes;
  }

  public synchronized void put(String table, Map<String, AttributeValue> row) {
    items.put(address(table, row), row);
  }

  public synchronized List<Map<String, AttributeValue>> rows(String table) {
    return items.entrySet().stream()
        .filter(item -> item.getKey().startsWith(table + "\0"))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public ScanResponse scan(ScanRequest scan) {
    Predicate<Map<String, AttributeValue>> inSegment =
        row ->
            Math.floorMod(row.get(schemas.get(scan.tableName()).get(0)).s().hashCode(), 1 << 20)
                    % scan.totalSegments()
                == scan.segment();
    var page =
        page(
            scan.tableName(),
            scan.tableName() + "\0",
            inSegment,
            scan.exclusiveStartKey(),
            pageSize);
    return ScanResponse.builder()
        .items(live(page, scan.filterExpression(), scan.expressionAttributeValues()))
        .lastEvaluatedKey(lastKey(scan.tableName(), page, pageSize))
        .build();
  }

  @Override
  public synchronized QueryResponse query(QueryRequest query) {
    queries++;
    String[] condition = query.keyConditionExpression().split(" = ");
    var value = query.expressionAttributeValues().get(condition[1]);
    boolean isHash = schemas.get(query.tableName()).get(0).equals(condition[0]);
    int limit = query.limit() == null ? pageSize : Math.min(pageSize, query.limit());
    var page =
        page(
            query.tableName(),
            isHash ? query.tableName() + "\0" + value.s() + "\0" : query.tableName() + "\0",
            row -> row.get(condition[0]).equals(value),
            query.exclusiveStartKey(),
            limit);
    return QueryResponse.builder()
        .items(live(page, query.filterExpression(), query.expressionAttributeValues()))
        .lastEvaluatedKey(lastKey(query.tableName(), page, limit))
        .build();
  }

  @Override
  public PutItemResponse putItem(PutItemRequest put) {
    put(put.tableName(), put.item());
    return PutItemResponse.builder().build();
  }

  @Override
  public synchronized DeleteItemResponse deleteItem(DeleteItemRequest delete) {
    items.remove(address(delete.tableName(), delete.key()));
    return DeleteItemResponse.builder().build();
  }

  @Override
  public synchronized BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest batch) {
    var undone = new HashMap<String, List<WriteRequest>>();
    batch
        .requestItems()
        .forEach(
            (table, writes) -> {
              batchSizes.add(writes.size());
              int done = writes.size() - leftUndone.applyAsInt(writes.size());
              writes.subList(0, done).forEach(write -> write(table, write));
              if (done < writes.size()) {
                undone.put(table, writes.subList(done, writes.size()));
              }
            });
    return BatchWriteItemResponse.builder().unprocessedItems(undone).build();
  }

  private void write(String table, WriteRequest write) {
    if (write.putRequest() != null) {
      put(table, write.putRequest().item());
    } else {
      items.remove(address(table, write.deleteRequest().key()));
    }
  }

  private synchronized List<Map<String, AttributeValue>> page(
      String table,
      String prefix,
      Predicate<Map<String, AttributeValue>> wanted,
      Map<String, AttributeValue> after,
      int limit) {
    String from = after.isEmpty() ? prefix : address(table, after);
    return items.tailMap(from, false).entrySet().stream()
        .takeWhile(item -> item.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .filter(wanted)
        .limit(limit)
        .toList();
  }

  /** Like DynamoDB, returns a last key for every full page, even if nothing follows. */
  private Map<String, AttributeValue> lastKey(
      String table, List<Map<String, AttributeValue>> page, int limit) {
    if (page.size() < limit) {
      return Map.of();
    }
    var last = new HashMap<>(page.get(page.size() - 1));
    last.keySet().retainAll(schemas.get(table));
    return last;
  }

  private static List<Map<String, AttributeValue>> live(
      List<Map<String, AttributeValue>> page, String filter, Map<String, AttributeValue> values) {
    if (filter == null) {
      return page;
    }
    var now = Instant.ofEpochSecond(Long.parseLong(values.get(":now").n()));
    return page.stream().filter(row -> SubscriptionRow.isLive(row, now)).toList();
  }

  private String address(String table, Map<String, AttributeValue> row) {
    var schema = schemas.get(table);
    return String.join("\0", table, row.get(schema.get(0)).s(), row.get(schema.get(1)).s());
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {
    // Holds no resources.
  }
}

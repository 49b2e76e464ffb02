package dev.fanfare.prune;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.StaleRow;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stale records in DynamoDB. */
public final class DynamoStaleRecords implements StaleRecords {
  /** The maximum number of rows that one batch read of their connections takes. */
  private static final int PAGE_ROWS = AwsLimits.BATCH_GET_ITEMS;

  private final DynamoDbClient tables;
  private final String table;

  public DynamoStaleRecords(DynamoDbClient tables, String table) {
    this.tables = tables;
    this.table = table;
  }

  @Override
  public Page read(String broadcastId, int partition, @Nullable String after) {
    var hash = AttributeValue.fromS(StaleRow.partition(broadcastId, partition));
    var page =
        tables.query(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression(StaleRow.PARTITION + " = :partition")
                    .expressionAttributeValues(Map.of(":partition", hash))
                    .consistentRead(true)
                    .limit(PAGE_ROWS)
                    .exclusiveStartKey(after == null ? null : key(hash, after)));
    var connections = page.items().stream().map(ConnectionRow::connection).toList();
    return new Page(connections, page.lastEvaluatedKey().isEmpty());
  }

  private static Map<String, AttributeValue> key(AttributeValue hash, String connectionId) {
    return Map.of(
        StaleRow.PARTITION, hash, StaleRow.CONNECTION_ID, AttributeValue.fromS(connectionId));
  }
}

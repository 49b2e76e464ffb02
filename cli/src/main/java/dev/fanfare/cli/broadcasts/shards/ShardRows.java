package dev.fanfare.cli.broadcasts.shards;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.tables.DirectRow;
import dev.fanfare.tables.ProgressRow;
import dev.fanfare.tables.ProgressRows;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the rows of the table {@code Progress}, which hold the progress of each shard. */
public final class ShardRows {
  private static final String OF_BROADCAST = ProgressRow.BROADCAST_ID + " = :id";
  private static final AttributeValue DIRECT = AttributeValue.fromS(DirectRow.SHARD);

  private final DynamoDbClient tables;
  private final String table;

  public ShardRows(DeployedStack stack) {
    this.tables = stack.tables();
    this.table = stack.progressTable();
  }

  /**
   * Returns the rows of the shards that have begun, ordered by round and shard. Pages are read as
   * the stream is consumed.
   */
  public Stream<ProgressRow> of(String id) {
    return tables
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression(OF_BROADCAST)
                    .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(id))))
        .items()
        .stream()
        .filter(row -> !DIRECT.equals(row.get(ProgressRow.SHARD)))
        .map(ProgressRows::of);
  }
}

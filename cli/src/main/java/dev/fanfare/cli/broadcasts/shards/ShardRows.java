package dev.fanfare.cli.broadcasts.shards;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.tables.DirectRow;
import dev.fanfare.tables.ProgressRow;
import dev.fanfare.tables.ProgressRows;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How far the shards of a broadcast have come: the rows of the table {@code Progress}. */
public final class ShardRows {
  private static final String OF_BROADCAST = ProgressRow.BROADCAST_ID + " = :id";

  private final DynamoDbClient tables;
  private final String table;

  public ShardRows(DeployedStack stack) {
    this.tables = stack.tables();
    this.table = stack.progressTable();
  }

  /** Those that have begun, round by round, in order; read page by page as they are consumed. */
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
        .filter(row -> !row.get(ProgressRow.SHARD).s().equals(DirectRow.SHARD))
        .map(ProgressRows::of);
  }
}

package dev.fanfare.sockets;

import static dev.fanfare.broadcast.ConnectionRow.CONNECTION_ID;
import static dev.fanfare.broadcast.ConnectionRow.EXPIRES_AT;
import static dev.fanfare.broadcast.ConnectionRow.USER_ID;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The connection table on DynamoDB, as a user's list. */
final class DynamoUserConnections implements UserConnections {
  private final DynamoDbClient tables;
  private final String table;
  private final String indexById;
  private final Clock clock;

  DynamoUserConnections(DynamoDbClient tables, String table, String indexById, Clock clock) {
    this.tables = tables;
    this.table = table;
    this.indexById = indexById;
    this.clock = clock;
  }

  /** Without the dead that the table's TTL has not removed yet. */
  @Override
  public Stream<String> of(String userId) {
    var values =
        Map.of(
            ":user", AttributeValue.fromS(userId),
            ":now", AttributeValue.fromN("" + clock.instant().getEpochSecond()));
    return tables
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression(USER_ID + " = :user")
                    .filterExpression(EXPIRES_AT + " > :now")
                    .expressionAttributeValues(values)
                    .projectionExpression(CONNECTION_ID)
                    .consistentRead(true))
        .items()
        .stream()
        .map(row -> row.get(CONNECTION_ID).s());
  }

  @Override
  public Optional<String> userOf(String connectionId) {
    return tables
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .indexName(indexById)
                    .keyConditionExpression(CONNECTION_ID + " = :id")
                    .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(connectionId)))
                    .projectionExpression(USER_ID))
        .items()
        .stream()
        .map(row -> row.get(USER_ID).s())
        .findFirst();
  }
}

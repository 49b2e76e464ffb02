package dev.fanfare.sockets;

import static dev.fanfare.broadcast.ConnectionRow.CONNECTED_AT;
import static dev.fanfare.broadcast.ConnectionRow.CONNECTION_ID;
import static dev.fanfare.broadcast.ConnectionRow.EXPIRES_AT;
import static dev.fanfare.broadcast.ConnectionRow.USER_ID;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ConnectionRow;
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
  public Stream<Connection> of(String userId) {
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
                    .projectionExpression(CONNECTION_ID + "," + CONNECTED_AT)
                    .consistentRead(true))
        .items()
        .stream()
        .map(row -> connection(userId, row));
  }

  /** A row that somebody else wrote may lack the time of connecting; then it counts as old. */
  private static Connection connection(String userId, Map<String, AttributeValue> row) {
    var connectedAt = row.get(CONNECTED_AT);
    return new Connection(
        row.get(CONNECTION_ID).s(),
        userId,
        connectedAt == null ? 0 : ConnectionRow.connectedAt(connectedAt.n()));
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

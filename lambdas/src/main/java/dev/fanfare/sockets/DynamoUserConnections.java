package dev.fanfare.sockets;

import static dev.fanfare.tables.ConnectionRow.CONNECTION_ID;
import static dev.fanfare.tables.ConnectionRow.EXPIRES_AT;
import static dev.fanfare.tables.ConnectionRow.REASON;
import static dev.fanfare.tables.ConnectionRow.USER_ID;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.RowValues;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads a user's ban and connections from the user's partition of the connections table in
 * DynamoDB.
 */
public final class DynamoUserConnections implements UserConnections {
  private final DynamoDbClient tables;
  private final String table;
  private final Clock clock;

  public DynamoUserConnections(DynamoDbClient tables, String table, Clock clock) {
    this.tables = tables;
    this.table = table;
    this.clock = clock;
  }

  /** Skips expired rows that the table's TTL has not yet removed. */
  @Override
  public State of(String userId) {
    var values =
        Map.of(
            ":user", AttributeValue.fromS(userId),
            ":now", RowValues.now(clock.instant()));
    var rows =
        tables
            .queryPaginator(
                query ->
                    query
                        .tableName(table)
                        .keyConditionExpression(USER_ID + " = :user")
                        .filterExpression(ConnectionRow.LIVE)
                        .expressionAttributeValues(values)
                        .consistentRead(true))
            .items();
    Optional<Ban> ban = Optional.empty();
    var open = new ArrayList<Connection>();
    for (var row : rows) {
      if (ConnectionRow.isBan(RowValues.text(row, CONNECTION_ID))) {
        ban = ban(userId, row);
      } else {
        open.add(ConnectionRow.connection(row));
      }
    }
    return new State(ban, open);
  }

  /** Every ban has an end; a row without one is no ban. */
  private static Optional<Ban> ban(String userId, Map<String, AttributeValue> row) {
    return row.containsKey(EXPIRES_AT)
        ? Optional.of(
            new Ban(userId, RowValues.number(row, EXPIRES_AT), RowValues.text(row, REASON)))
        : Optional.empty();
  }

  /** The table's TTL removes the ban some time after it expires. */
  @Override
  public void ban(Ban ban) {
    var row = ConnectionRow.ban(ban.userId(), ban.until(), ban.reason());
    tables.putItem(put -> put.tableName(table).item(row));
  }
}

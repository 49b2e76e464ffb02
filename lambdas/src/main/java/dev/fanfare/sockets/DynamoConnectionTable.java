package dev.fanfare.sockets;

import static dev.fanfare.broadcast.ConnectionRow.CONNECTED_AT;
import static dev.fanfare.broadcast.ConnectionRow.CONNECTION_ID;
import static dev.fanfare.broadcast.ConnectionRow.EXPIRES_AT;
import static dev.fanfare.broadcast.ConnectionRow.USER_ID;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Variables;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The connection table on DynamoDB. */
final class DynamoConnectionTable implements ConnectionTable {
  /**
   * A row outlives the longest connection a little, so that it never vanishes under a living one.
   */
  private static final long ROW_SECONDS = AwsLimits.CONNECTION_SECONDS + 10 * 60;

  private final DynamoDbClient tables;
  private final String table;
  private final String indexById;

  DynamoConnectionTable(DynamoDbClient tables, String table, String indexById) {
    this.tables = tables;
    this.table = table;
    this.indexById = indexById;
  }

  /**
   * @throws dev.fanfare.config.ConfigurationException when the environment does not name table and
   *     index
   */
  static DynamoConnectionTable from(Map<String, String> environment) {
    var variables = new Variables(environment);
    String table = variables.text("CONNECTIONS_TABLE");
    String indexById = variables.text("CONNECTIONS_BY_ID_INDEX");
    variables.check();
    return new DynamoConnectionTable(new AwsClients(environment).tables(), table, indexById);
  }

  @Override
  public void add(Connection connection) {
    long expiresAt = connection.connectedAt() / 1000 + ROW_SECONDS;
    tables.putItem(
        put ->
            put.tableName(table)
                .item(
                    Map.of(
                        USER_ID, AttributeValue.fromS(connection.userId()),
                        CONNECTION_ID, AttributeValue.fromS(connection.id()),
                        CONNECTED_AT, AttributeValue.fromN("" + connection.connectedAt()),
                        EXPIRES_AT, AttributeValue.fromN("" + expiresAt))));
  }

  @Override
  public void remove(String connectionId) {
    var rows =
        tables.query(
            query ->
                query
                    .tableName(table)
                    .indexName(indexById)
                    .keyConditionExpression(CONNECTION_ID + " = :id")
                    .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(connectionId)))
                    .projectionExpression(USER_ID));
    // One row at most: ids are unique. The index may not know a row of the last second yet; then
    // the first broadcast finds the connection stale.
    for (var row : rows.items()) {
      tables.deleteItem(
          delete ->
              delete
                  .tableName(table)
                  .key(
                      Map.of(
                          USER_ID, row.get(USER_ID),
                          CONNECTION_ID, AttributeValue.fromS(connectionId))));
    }
  }
}

package dev.fanfare.sockets;

import static dev.fanfare.broadcast.ConnectionRow.ATTRIBUTES;
import static dev.fanfare.broadcast.ConnectionRow.CONNECTED_AT;
import static dev.fanfare.broadcast.ConnectionRow.CONNECTION_ID;
import static dev.fanfare.broadcast.ConnectionRow.EXPIRES_AT;
import static dev.fanfare.broadcast.ConnectionRow.USER_ID;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Variables;
import java.util.HashMap;
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
  public void add(Client client) {
    long expiresAt = client.connectedAt() / 1000 + ROW_SECONDS;
    var row = new HashMap<String, AttributeValue>();
    row.put(USER_ID, AttributeValue.fromS(client.userId()));
    row.put(CONNECTION_ID, AttributeValue.fromS(client.connectionId()));
    row.put(CONNECTED_AT, AttributeValue.fromN("" + client.connectedAt()));
    row.put(EXPIRES_AT, AttributeValue.fromN("" + expiresAt));
    if (!client.attributes().isEmpty()) {
      row.put(ATTRIBUTES, AttributeValue.fromM(texts(client.attributes())));
    }
    tables.putItem(put -> put.tableName(table).item(row));
  }

  private static Map<String, AttributeValue> texts(Map<String, String> attributes) {
    var texts = new HashMap<String, AttributeValue>();
    attributes.forEach((name, value) -> texts.put(name, AttributeValue.fromS(value)));
    return texts;
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

package dev.fanfare.sockets;

import static dev.fanfare.broadcast.ConnectionRow.ATTRIBUTES;
import static dev.fanfare.broadcast.ConnectionRow.CONNECTED_AT;
import static dev.fanfare.broadcast.ConnectionRow.CONNECTION_ID;
import static dev.fanfare.broadcast.ConnectionRow.EXPIRES_AT;
import static dev.fanfare.broadcast.ConnectionRow.USER_ID;

import dev.fanfare.broadcast.ConnectionRow;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The connection table on DynamoDB. */
final class DynamoConnectionTable implements ConnectionTable {
  private final DynamoDbClient tables;
  private final String table;

  DynamoConnectionTable(DynamoDbClient tables, String table) {
    this.tables = tables;
    this.table = table;
  }

  @Override
  public void add(Client client) {
    long expiresAt = client.connectedAt() / 1000 + ConnectionRow.LIFE_SECONDS;
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

  @Override
  public void remove(Client client) {
    var key =
        Map.of(
            USER_ID, AttributeValue.fromS(client.userId()),
            CONNECTION_ID, AttributeValue.fromS(client.connectionId()));
    tables.deleteItem(delete -> delete.tableName(table).key(key));
  }

  private static Map<String, AttributeValue> texts(Map<String, String> attributes) {
    var texts = new HashMap<String, AttributeValue>();
    attributes.forEach((name, value) -> texts.put(name, AttributeValue.fromS(value)));
    return texts;
  }
}

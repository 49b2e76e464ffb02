package dev.fanfare.sockets.operators;

import static dev.fanfare.tables.ConnectionRow.CONNECTION_ID;
import static dev.fanfare.tables.ConnectionRow.USER_ID;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds a connection's user, by the index of the connection table.
 *
 * @param index by connection id
 */
public record DynamoConnectionOwners(DynamoDbClient tables, String table, String index) {

  /** Empty when the connection is not known. */
  Optional<String> userOf(String connectionId) {
    return tables
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .indexName(index)
                    .keyConditionExpression(CONNECTION_ID + " = :id")
                    .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(connectionId)))
                    .projectionExpression(USER_ID))
        .items()
        .stream()
        .map(row -> row.get(USER_ID).s())
        .findFirst();
  }
}

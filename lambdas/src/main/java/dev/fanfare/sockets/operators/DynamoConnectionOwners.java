package dev.fanfare.sockets.operators;

import static dev.fanfare.tables.ConnectionRow.CONNECTION_ID;
import static dev.fanfare.tables.ConnectionRow.USER_ID;

import dev.fanfare.tables.RowValues;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds the user of a connection in the index of the connections table.
 *
 * @param index the index by connection id
 */
public record DynamoConnectionOwners(DynamoDbClient tables, String table, String index) {

  /** Returns the user; empty if the connection is unknown. */
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
        .map(row -> RowValues.text(row, USER_ID))
        .findFirst();
  }
}

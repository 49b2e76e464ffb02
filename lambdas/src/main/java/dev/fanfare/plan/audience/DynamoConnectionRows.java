package dev.fanfare.plan.audience;

import static dev.fanfare.tables.ConnectionRow.CONNECTED_AT;
import static dev.fanfare.tables.ConnectionRow.CONNECTION_ID;
import static dev.fanfare.tables.ConnectionRow.USER_ID;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.RowValues;
import dev.fanfare.text.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the connection table for planning. Reads are consistent, since a user may have connected a
 * second client a moment ago.
 */
public final class DynamoConnectionRows {
  private final DynamoDbClient tables;
  private final String table;
  private final DynamoRowReader reader;

  public DynamoConnectionRows(DynamoDbClient tables, String table, DynamoRowReader reader) {
    this.tables = tables;
    this.table = table;
    this.reader = reader;
  }

  /**
   * One page of one segment of the whole table.
   *
   * @param position the last key read, as a JSON list, since user ids may contain any character;
   *     null at the beginning
   */
  Audience.Page scan(int segment, int segments, @Nullable String position) {
    var page =
        tables.scan(
            scan ->
                scan.tableName(table)
                    .segment(segment)
                    .totalSegments(segments)
                    .consistentRead(true)
                    .projectionExpression(projection())
                    .expressionAttributeNames(reader.placeholders())
                    .filterExpression(ConnectionRow.LIVE)
                    .expressionAttributeValues(Map.of(":now", reader.now()))
                    .exclusiveStartKey(position == null ? null : key(position)));
    return new Audience.Page(connections(page.items()), position(page.lastEvaluatedKey()));
  }

  /**
   * One page of one user's connections, in the order of their ids.
   *
   * @param position the id of the last connection read; null at the beginning
   */
  Audience.Page query(String userId, @Nullable String position) {
    var page =
        tables.query(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression(USER_ID + " = :user")
                    .consistentRead(true)
                    .projectionExpression(projection())
                    .expressionAttributeNames(reader.placeholders())
                    .filterExpression(ConnectionRow.LIVE)
                    .expressionAttributeValues(
                        Map.of(":user", AttributeValue.fromS(userId), ":now", reader.now()))
                    .exclusiveStartKey(
                        position == null ? null : ConnectionRow.key(userId, position)));
    var last = page.lastEvaluatedKey().get(CONNECTION_ID);
    return new Audience.Page(connections(page.items()), last == null ? null : last.s());
  }

  private String projection() {
    return reader.projection(USER_ID, CONNECTION_ID, CONNECTED_AT);
  }

  private List<Connection> connections(List<Map<String, AttributeValue>> rows) {
    return rows.stream()
        .filter(row -> !ConnectionRow.isBan(RowValues.text(row, CONNECTION_ID)))
        .filter(reader::means)
        .map(ConnectionRow::connection)
        .toList();
  }

  private static @Nullable String position(Map<String, AttributeValue> lastKey) {
    return lastKey.isEmpty()
        ? null
        : Json.MAPPER
            .createArrayNode()
            .add(RowValues.text(lastKey, USER_ID))
            .add(RowValues.text(lastKey, CONNECTION_ID))
            .toString();
  }

  private static Map<String, AttributeValue> key(String position) {
    try {
      var ids = Json.MAPPER.readTree(position);
      return ConnectionRow.key(ids.get(0).textValue(), ids.get(1).textValue());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the cursor has no valid position: " + position, e);
    }
  }
}

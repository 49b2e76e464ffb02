package dev.fanfare.plan;

import static dev.fanfare.broadcast.ConnectionRow.CONNECTED_AT;
import static dev.fanfare.broadcast.ConnectionRow.CONNECTION_ID;
import static dev.fanfare.broadcast.ConnectionRow.EXPIRES_AT;
import static dev.fanfare.broadcast.ConnectionRow.USER_ID;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.config.Json;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The connection table as planning reads it: consistently, since a second client of a user may have
 * come a moment ago; and without the rows whose TTL has passed, since DynamoDB deletes those only
 * some time later.
 */
final class DynamoConnectionRows {

  /** As DynamoDB's TTL has it, a row that names no time never dies. */
  private static final String ALIVE =
      "attribute_not_exists(" + EXPIRES_AT + ") OR " + EXPIRES_AT + " > :now";

  private static final String ATTRIBUTES = String.join(",", USER_ID, CONNECTION_ID, CONNECTED_AT);

  private final DynamoDbClient tables;
  private final String table;
  private final Clock clock;

  DynamoConnectionRows(DynamoDbClient tables, String table, Clock clock) {
    this.tables = tables;
    this.table = table;
    this.clock = clock;
  }

  /** One page of one segment of the whole table. */
  Audience.Page scan(int segment, int segments, String position) {
    var page =
        tables.scan(
            scan ->
                scan.tableName(table)
                    .segment(segment)
                    .totalSegments(segments)
                    .consistentRead(true)
                    .projectionExpression(ATTRIBUTES)
                    .filterExpression(ALIVE)
                    .expressionAttributeValues(Map.of(":now", now()))
                    .exclusiveStartKey(key(position)));
    return new Audience.Page(connections(page.items()), position(page.lastEvaluatedKey()));
  }

  /** One page of one user's connections. */
  Audience.Page query(String userId, String position) {
    var page =
        tables.query(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression(USER_ID + " = :user")
                    .consistentRead(true)
                    .projectionExpression(ATTRIBUTES)
                    .filterExpression(ALIVE)
                    .expressionAttributeValues(
                        Map.of(":user", AttributeValue.fromS(userId), ":now", now()))
                    .exclusiveStartKey(key(position)));
    return new Audience.Page(connections(page.items()), position(page.lastEvaluatedKey()));
  }

  private AttributeValue now() {
    return AttributeValue.fromN("" + clock.instant().getEpochSecond());
  }

  private static List<Connection> connections(List<Map<String, AttributeValue>> rows) {
    return rows.stream().map(DynamoConnectionRows::connection).toList();
  }

  /** A row that somebody else wrote may lack the time of connecting; then it counts as old. */
  private static Connection connection(Map<String, AttributeValue> row) {
    var connectedAt = row.get(CONNECTED_AT);
    return new Connection(
        row.get(CONNECTION_ID).s(),
        row.get(USER_ID).s(),
        connectedAt == null || connectedAt.n() == null
            ? 0
            : new BigDecimal(connectedAt.n()).longValue());
  }

  /** A position is the last key read, as a JSON list: user ids may hold any character. */
  private static String position(Map<String, AttributeValue> lastKey) {
    return lastKey.isEmpty()
        ? null
        : Json.MAPPER
            .createArrayNode()
            .add(lastKey.get(USER_ID).s())
            .add(lastKey.get(CONNECTION_ID).s())
            .toString();
  }

  private static Map<String, AttributeValue> key(String position) {
    if (position == null) {
      return null;
    }
    try {
      var ids = Json.MAPPER.readTree(position);
      return Map.of(
          USER_ID, AttributeValue.fromS(ids.get(0).textValue()),
          CONNECTION_ID, AttributeValue.fromS(ids.get(1).textValue()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the cursor holds no position: " + position, e);
    }
  }
}

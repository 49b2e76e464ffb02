package dev.fanfare.plan;

import static dev.fanfare.broadcast.SubscriptionRow.CAUGHT_UP_TO;
import static dev.fanfare.broadcast.SubscriptionRow.CHANNEL_PARTITION;
import static dev.fanfare.broadcast.SubscriptionRow.CONNECTED_AT;
import static dev.fanfare.broadcast.SubscriptionRow.CONNECTION_ID;
import static dev.fanfare.broadcast.SubscriptionRow.USER_ID;

import dev.fanfare.broadcast.SubscriptionRow;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table of who is in which channel, as planning reads it: consistently, since who has been told
 * that it joined is in.
 */
final class DynamoSubscriptionRows {
  private final DynamoDbClient tables;
  private final String table;
  private final DynamoRowReader reader;

  DynamoSubscriptionRows(DynamoDbClient tables, String table, DynamoRowReader reader) {
    this.tables = tables;
    this.table = table;
    this.reader = reader;
  }

  /**
   * One page of one partition of a channel, in the order of connection ids.
   *
   * @param after the last connection id read; need not be in the partition; null at its beginning
   * @param limit most rows to look at
   */
  MemberPage query(String channel, int partition, String after, int limit) {
    var key = AttributeValue.fromS(SubscriptionRow.partition(channel, partition));
    var page =
        tables.query(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression(CHANNEL_PARTITION + " = :partition")
                    .consistentRead(true)
                    .limit(limit)
                    .projectionExpression(
                        reader.projection(CONNECTION_ID, USER_ID, CONNECTED_AT, CAUGHT_UP_TO))
                    .expressionAttributeNames(reader.placeholders())
                    .filterExpression(DynamoRowReader.ALIVE)
                    .expressionAttributeValues(Map.of(":partition", key, ":now", reader.now()))
                    .exclusiveStartKey(after == null ? null : key(key, after)));
    var members =
        page.items().stream().filter(reader::means).map(DynamoSubscriptionRows::member).toList();
    var last = page.lastEvaluatedKey().get(CONNECTION_ID);
    return new MemberPage(members, last == null ? null : last.s());
  }

  private static Map<String, AttributeValue> key(AttributeValue partition, String connectionId) {
    return Map.of(CHANNEL_PARTITION, partition, CONNECTION_ID, AttributeValue.fromS(connectionId));
  }

  /** Who has caught up to nothing has caught up to less than any message's position. */
  private static MemberPage.Member member(Map<String, AttributeValue> row) {
    var caughtUpTo = row.get(CAUGHT_UP_TO);
    return new MemberPage.Member(
        DynamoRowReader.connection(row),
        caughtUpTo == null
            ? MemberPage.NOTHING
            : DynamoRowReader.number(caughtUpTo).orElse(MemberPage.NOTHING));
  }
}

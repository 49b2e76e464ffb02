package dev.fanfare.plan.audience;

import static dev.fanfare.tables.SubscriptionRow.CAUGHT_UP_FROM;
import static dev.fanfare.tables.SubscriptionRow.CAUGHT_UP_TO;
import static dev.fanfare.tables.SubscriptionRow.CHANNEL_PARTITION;
import static dev.fanfare.tables.SubscriptionRow.CONNECTED_AT;
import static dev.fanfare.tables.SubscriptionRow.CONNECTION_ID;
import static dev.fanfare.tables.SubscriptionRow.USER_ID;

import dev.fanfare.channels.catchup.CatchUpEnds;
import dev.fanfare.tables.SubscriptionRow;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table of who is in which channel, as planning reads it: consistently, since who has been told
 * that it joined is in.
 */
public final class DynamoSubscriptionRows {
  private final DynamoDbClient tables;
  private final String table;
  private final DynamoRowReader reader;
  private final CatchUpEnds ends;

  /**
   * @param ends settles up to where members catch up for whom that is open
   */
  public DynamoSubscriptionRows(
      DynamoDbClient tables, String table, DynamoRowReader reader, CatchUpEnds ends) {
    this.tables = tables;
    this.table = table;
    this.reader = reader;
    this.ends = ends;
  }

  /**
   * One page of one partition of a channel, in the order of connection ids.
   *
   * @param after the last connection id read; need not be in the partition; null at its beginning
   * @param limit most rows to look at
   */
  public MemberPage query(String channel, int partition, String after, int limit) {
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
                        reader.projection(
                            CONNECTION_ID, USER_ID, CONNECTED_AT, CAUGHT_UP_FROM, CAUGHT_UP_TO))
                    .expressionAttributeNames(reader.placeholders())
                    .filterExpression(DynamoRowReader.ALIVE)
                    .expressionAttributeValues(Map.of(":partition", key, ":now", reader.now()))
                    .exclusiveStartKey(after == null ? null : key(key, after)));
    var members =
        page.items().stream()
            .filter(reader::means)
            .flatMap(row -> member(channel, row).stream())
            .toList();
    var last = page.lastEvaluatedKey().get(CONNECTION_ID);
    return new MemberPage(members, last == null ? null : last.s());
  }

  private static Map<String, AttributeValue> key(AttributeValue partition, String connectionId) {
    return Map.of(CHANNEL_PARTITION, partition, CONNECTION_ID, AttributeValue.fromS(connectionId));
  }

  /** Nobody, when the member has left since its row was read. */
  private Optional<MemberPage.Member> member(String channel, Map<String, AttributeValue> row) {
    var connection = DynamoRowReader.connection(row);
    long from = position(row, CAUGHT_UP_FROM);
    long to = position(row, CAUGHT_UP_TO);
    if (row.containsKey(CAUGHT_UP_FROM) && !row.containsKey(CAUGHT_UP_TO)) {
      var settled = ends.settle(channel, connection.id());
      if (settled.isEmpty()) {
        return Optional.empty();
      }
      to = settled.getAsLong();
    }
    return Optional.of(new MemberPage.Member(connection, from, to));
  }

  /** Who has caught up to nothing has caught up to less than any message's position. */
  private static long position(Map<String, AttributeValue> row, String name) {
    var value = row.get(name);
    return value == null
        ? MemberPage.NOTHING
        : DynamoRowReader.number(value).orElse(MemberPage.NOTHING);
  }
}

package dev.fanfare.plan.audience;

import static dev.fanfare.tables.SubscriptionRow.CAUGHT_UP_FROM;
import static dev.fanfare.tables.SubscriptionRow.CAUGHT_UP_TO;
import static dev.fanfare.tables.SubscriptionRow.CHANNEL_PARTITION;
import static dev.fanfare.tables.SubscriptionRow.CONNECTED_AT;
import static dev.fanfare.tables.SubscriptionRow.CONNECTION_ID;
import static dev.fanfare.tables.SubscriptionRow.USER_ID;

import dev.fanfare.channels.catchup.CatchUpEnds;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.SubscriptionRow;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the subscriptions table for planning. Reads are consistent, since a client must be in the
 * audience once its join is confirmed.
 */
public final class DynamoSubscriptionRows {
  private final DynamoDbClient tables;
  private final String table;
  private final DynamoRowReader reader;
  private final CatchUpEnds ends;

  /**
   * @param ends settles the last catch-up position of members without one
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
   * @param after the last connection id read, which may have left the partition; null at the
   *     beginning
   * @param limit maximum number of rows to examine
   */
  public SubscriptionPage query(String channel, int partition, @Nullable String after, int limit) {
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
                    .filterExpression(SubscriptionRow.LIVE)
                    .expressionAttributeValues(Map.of(":partition", key, ":now", reader.now()))
                    .exclusiveStartKey(after == null ? null : key(key, after)));
    var members =
        page.items().stream()
            .filter(reader::means)
            .flatMap(row -> member(channel, row).stream())
            .toList();
    var last = page.lastEvaluatedKey().get(CONNECTION_ID);
    return new SubscriptionPage(members, last == null ? null : last.s());
  }

  private static Map<String, AttributeValue> key(AttributeValue partition, String connectionId) {
    return Map.of(CHANNEL_PARTITION, partition, CONNECTION_ID, AttributeValue.fromS(connectionId));
  }

  /** Empty if the member has left since its row was read. */
  private Optional<SubscriptionPage.Subscription> member(
      String channel, Map<String, AttributeValue> row) {
    var connection = ConnectionRow.connection(row);
    long from = position(row, CAUGHT_UP_FROM);
    long to = position(row, CAUGHT_UP_TO);
    if (row.containsKey(CAUGHT_UP_FROM) && !row.containsKey(CAUGHT_UP_TO)) {
      var settled = ends.settle(channel, connection.id());
      if (settled.isEmpty()) {
        return Optional.empty();
      }
      to = settled.getAsLong();
    }
    return Optional.of(new SubscriptionPage.Subscription(connection, from, to));
  }

  /** A member that did not catch up gets a value below every message's position. */
  private static long position(Map<String, AttributeValue> row, String name) {
    var value = row.get(name);
    return value == null
        ? SubscriptionPage.NOTHING
        : DynamoRowReader.number(value).orElse(SubscriptionPage.NOTHING);
  }
}

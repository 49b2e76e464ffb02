package dev.fanfare.channels;

import static dev.fanfare.tables.SubscriptionRow.CHANNEL_PARTITION;
import static dev.fanfare.tables.SubscriptionRow.CONNECTION_ID;
import static dev.fanfare.tables.SubscriptionRow.JOINED_AT;
import static dev.fanfare.tables.SubscriptionRow.USER_ID;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.fanfare.tables.RowValues;
import dev.fanfare.tables.SubscriptionRow;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Reads members from DynamoDB. It skips rows with an expired TTL, because DynamoDB deletes them
 * with a delay.
 */
public final class DynamoChannelMembers implements ChannelMembers {
  private final DynamoDbClient tables;
  private final String table;
  private final Clock clock;

  public DynamoChannelMembers(DynamoDbClient tables, String table, Clock clock) {
    this.tables = tables;
    this.table = table;
    this.clock = clock;
  }

  /** The read is consistent, because a client may send right after it joins. */
  @Override
  public boolean contains(String channel, String connectionId, Instant at) {
    var key = SubscriptionRow.key(channel, connectionId);
    var row = tables.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
    return !row.isEmpty() && SubscriptionRow.isLive(row, at);
  }

  @Override
  public Page read(String channel, int partition, @Nullable String after, int most) {
    var page =
        tables.query(
            query(channel, partition, after)
                .projectionExpression(String.join(",", CONNECTION_ID, USER_ID, JOINED_AT))
                .consistentRead(true)
                .limit(most)
                .build());
    return new Page(
        page.items().stream().map(DynamoChannelMembers::member).toList(),
        position(page.lastEvaluatedKey()));
  }

  @Override
  public Count count(String channel, int partition, @Nullable String after) {
    var page = tables.query(query(channel, partition, after).select(Select.COUNT).build());
    return new Count(page.count(), position(page.lastEvaluatedKey()));
  }

  private QueryRequest.Builder query(String channel, int partition, @Nullable String after) {
    var hash = fromS(SubscriptionRow.partition(channel, partition));
    return QueryRequest.builder()
        .tableName(table)
        .keyConditionExpression(CHANNEL_PARTITION + " = :partition")
        .filterExpression(SubscriptionRow.LIVE)
        .expressionAttributeValues(
            Map.of(":partition", hash, ":now", RowValues.now(clock.instant())))
        .exclusiveStartKey(
            after == null ? null : Map.of(CHANNEL_PARTITION, hash, CONNECTION_ID, fromS(after)));
  }

  private static Member member(Map<String, AttributeValue> row) {
    return new Member(
        RowValues.text(row, USER_ID),
        RowValues.text(row, CONNECTION_ID),
        RowValues.number(row, JOINED_AT));
  }

  private static @Nullable String position(Map<String, AttributeValue> lastKey) {
    return lastKey.isEmpty() ? null : RowValues.text(lastKey, CONNECTION_ID);
  }
}

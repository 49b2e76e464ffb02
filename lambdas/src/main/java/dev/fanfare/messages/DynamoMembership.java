package dev.fanfare.messages;

import dev.fanfare.tables.SubscriptionRow;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Reads a membership from DynamoDB. The read is consistent, because a client may send right after
 * it joins.
 */
public final class DynamoMembership implements Membership {
  private final DynamoDbClient tables;
  private final String table;

  /**
   * @param table the subscriptions table
   */
  public DynamoMembership(DynamoDbClient tables, String table) {
    this.tables = tables;
    this.table = table;
  }

  @Override
  public boolean contains(String channel, String connectionId, Instant at) {
    var key = SubscriptionRow.key(channel, connectionId);
    var row = tables.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
    return !row.isEmpty() && SubscriptionRow.isLive(row, at);
  }
}

package dev.fanfare.messages;

import static dev.fanfare.tables.SubscriptionRow.EXPIRES_AT;

import dev.fanfare.channels.DynamoKeys;
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
    var key = DynamoKeys.membership(channel, connectionId);
    var row = tables.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
    var expiresAt = row.get(EXPIRES_AT);
    // As with DynamoDB's TTL, a row without an expiry time never expires.
    return !row.isEmpty()
        && (expiresAt == null || Long.parseLong(expiresAt.n()) > at.getEpochSecond());
  }
}

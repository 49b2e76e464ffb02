package dev.fanfare.messages;

import static dev.fanfare.tables.SubscriptionRow.EXPIRES_AT;

import dev.fanfare.channels.DynamoKeys;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Membership on DynamoDB: one row, read consistently, since a client may speak as it joins. */
public final class DynamoMembership implements Membership {
  private final DynamoDbClient tables;
  private final String table;

  /**
   * @param table of the subscriptions
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
    // As DynamoDB's TTL has it, a row that names no time never dies.
    return !row.isEmpty()
        && (expiresAt == null || Long.parseLong(expiresAt.n()) > at.getEpochSecond());
  }
}

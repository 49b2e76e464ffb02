package dev.fanfare.sockets.identity;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Bans on DynamoDB, by user; the table's TTL removes what has run out, some time. */
public final class DynamoBans implements Bans {
  private static final String USER_ID = "user_id";
  private static final String REASON = "reason";
  private static final String EXPIRES_AT = "expires_at";

  private final DynamoDbClient tables;
  private final String table;

  public DynamoBans(DynamoDbClient tables, String table) {
    this.tables = tables;
    this.table = table;
  }

  /** Consistent, so that a ban holds from the moment it is made. */
  @Override
  public Optional<Ban> of(String userId) {
    var key = Map.of(USER_ID, AttributeValue.fromS(userId));
    var found = tables.getItem(get -> get.tableName(table).key(key).consistentRead(true));
    return found.hasItem() ? Optional.of(ban(found.item())) : Optional.empty();
  }

  private static Ban ban(Map<String, AttributeValue> row) {
    return new Ban(
        row.get(USER_ID).s(), Long.parseLong(row.get(EXPIRES_AT).n()), row.get(REASON).s());
  }

  @Override
  public void put(Ban ban) {
    var row =
        Map.of(
            USER_ID, AttributeValue.fromS(ban.userId()),
            REASON, AttributeValue.fromS(ban.reason()),
            EXPIRES_AT, AttributeValue.fromN("" + ban.until()));
    tables.putItem(put -> put.tableName(table).item(row));
  }
}

package dev.fanfare.channels.sessions;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.SessionRow;
import dev.fanfare.tables.SubscriptionRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The writes that remove one connection. {@link DynamoConnectionRemover} executes them.
 *
 * @param attempt the number of this attempt, from 1; another one follows if the connection joined
 *     or left a channel meanwhile
 * @param channels the channels in the connection's row; null if the row has none
 */
record DynamoConnectionRemoval(Session session, @Nullable AttributeValue channels, int attempt) {

  /** The attributes of the connection's row that a removal reads. */
  static final String ATTRIBUTES =
      String.join(
          ",",
          ConnectionRow.USER_ID,
          ConnectionRow.CONNECTION_ID,
          ConnectionRow.CONNECTED_AT,
          ConnectionRow.CHANNELS);

  /**
   * @param row the connection's row, as just read
   */
  static DynamoConnectionRemoval of(
      Connection connection,
      Map<String, AttributeValue> row,
      long endedAt,
      boolean estimated,
      int attempt) {
    var channels = row.get(ConnectionRow.CHANNELS);
    var names = new TreeSet<>(channels == null ? List.of() : channels.ss());
    var session = new Session(connection(connection, row), names, endedAt, estimated);
    return new DynamoConnectionRemoval(session, channels, attempt);
  }

  /** Prefers the row's values, because an event or a stale record may be incomplete. */
  private static Connection connection(Connection known, Map<String, AttributeValue> row) {
    var connectedAt = row.get(ConnectionRow.CONNECTED_AT);
    return connectedAt == null || connectedAt.n() == null
        ? known
        : new Connection(known.id(), known.userId(), ConnectionRow.connectedAt(row));
  }

  /** Returns the next attempt for the same connection, with its changed row. */
  DynamoConnectionRemoval again(Map<String, AttributeValue> row) {
    return of(connection(), row, session.endedAt(), session.estimated(), attempt + 1);
  }

  Connection connection() {
    return session.connection();
  }

  /** Returns the number of writes. */
  int size() {
    return 2 + session.channels().size();
  }

  /**
   * Builds the writes. The first one carries the condition for all of them; if the condition fails,
   * the refusal contains the current row.
   */
  List<TransactWriteItem> writes(RemovalTables names, Duration retention) {
    var writes = new ArrayList<TransactWriteItem>(size());
    writes.add(removal(names.connections()));
    writes.add(record(names.sessions(), retention));
    for (String channel : session.channels()) {
      var key = SubscriptionRow.key(channel, connection().id());
      writes.add(
          TransactWriteItem.builder()
              .delete(delete -> delete.tableName(names.subscriptions()).key(key))
              .build());
    }
    return writes;
  }

  private TransactWriteItem removal(String table) {
    var delete =
        Delete.builder()
            .tableName(table)
            .key(ConnectionRow.key(connection().userId(), connection().id()))
            .conditionExpression("attribute_exists(user_id) AND attribute_not_exists(channels)")
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    if (channels != null) {
      delete
          .conditionExpression("channels = :channels")
          .expressionAttributeValues(Map.of(":channels", channels));
    }
    return TransactWriteItem.builder().delete(delete.build()).build();
  }

  private TransactWriteItem record(String table, Duration retention) {
    var row =
        SessionRow.of(
            connection(), session.endedAt(), session.seconds(), session.estimated(), retention);
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(row)).build();
  }
}

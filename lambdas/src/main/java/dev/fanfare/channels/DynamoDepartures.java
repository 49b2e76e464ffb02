package dev.fanfare.channels;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ConnectionRow;
import dev.fanfare.broadcast.SessionRow;
import dev.fanfare.broadcast.SubscriptionRow;
import dev.fanfare.config.BatchWrites;
import dev.fanfare.config.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Departures on DynamoDB. The memberships go first and the connection's row last, in one
 * transaction with its session: who is interrupted in between leaves a row that the next broadcast
 * finds stale, and nothing is forgotten. A join that comes in between changes the row, and the
 * departure begins again.
 */
public final class DynamoDepartures implements Departures {
  private static final int ATTEMPTS = 10;

  private final DynamoDbClient tables;
  private final Transactions transactions;
  private final BatchWrites memberships;
  private final DepartureTables names;
  private final Duration retention;

  /**
   * @param memberships writes the table of memberships
   * @param retention how long sessions are kept
   */
  public DynamoDepartures(
      DynamoDbClient tables,
      Transactions transactions,
      BatchWrites memberships,
      DepartureTables names,
      Duration retention) {
    this.tables = tables;
    this.transactions = transactions;
    this.memberships = memberships;
    this.names = names;
    this.retention = retention;
  }

  /**
   * @param retention how long sessions are kept
   */
  public static DynamoDepartures of(
      DynamoDbClient tables, DepartureTables names, Duration retention) {
    var memberships = BatchWrites.of(tables, names.subscriptions());
    return new DynamoDepartures(tables, Transactions.of(tables), memberships, names, retention);
  }

  @Override
  public Optional<Session> end(Connection connection, long endedAt, boolean estimated) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var row = row(connection);
      var own = row.get(ConnectionRow.CHANNELS);
      var channels = indexed(connection.id());
      channels.addAll(own == null ? List.of() : own.ss());
      removeMemberships(connection.id(), channels);
      if (row.isEmpty()) {
        return Optional.empty();
      }
      var session = new Session(connection(connection, row), channels, endedAt, estimated);
      var writes = List.of(removal(connection, own), record(session));
      if (transactions.write(writes).isEmpty()) {
        return Optional.of(session);
      }
    }
    throw new IllegalStateException(
        "connection "
            + connection.id()
            + " has joined channels during "
            + ATTEMPTS
            + " departures");
  }

  private Map<String, AttributeValue> row(Connection connection) {
    return tables
        .getItem(
            get ->
                get.tableName(names.connections())
                    .key(DynamoKeys.connection(connection))
                    .consistentRead(true)
                    .projectionExpression(
                        String.join(
                            ",",
                            ConnectionRow.USER_ID,
                            ConnectionRow.CONNECTED_AT,
                            ConnectionRow.CHANNELS)))
        .item();
  }

  /** What the row says, where it says it: an event or a stale record may know less. */
  private static Connection connection(Connection known, Map<String, AttributeValue> row) {
    var connectedAt = row.get(ConnectionRow.CONNECTED_AT);
    return connectedAt == null || connectedAt.n() == null
        ? known
        : new Connection(known.id(), known.userId(), ConnectionRow.connectedAt(connectedAt.n()));
  }

  /** Also finds memberships that outlived the connection's row, which TTL may delete first. */
  private SortedSet<String> indexed(String connectionId) {
    var channels = new TreeSet<String>();
    Map<String, AttributeValue> from = null;
    do {
      var start = from;
      var page =
          tables.query(
              query ->
                  query
                      .tableName(names.subscriptions())
                      .indexName(names.subscriptionsById())
                      .keyConditionExpression(SubscriptionRow.CONNECTION_ID + " = :id")
                      .expressionAttributeValues(Map.of(":id", fromS(connectionId)))
                      .exclusiveStartKey(start));
      for (var row : page.items()) {
        channels.add(SubscriptionRow.channel(row.get(SubscriptionRow.CHANNEL_PARTITION).s()));
      }
      from = page.lastEvaluatedKey();
    } while (!from.isEmpty());
    return channels;
  }

  private void removeMemberships(String connectionId, SortedSet<String> channels) {
    memberships.write(
        channels.stream()
            .map(channel -> DynamoKeys.membership(channel, connectionId))
            .map(key -> WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build())
            .toList());
  }

  /**
   * @param channels as the row had them when the memberships were removed; null where it had none
   */
  private TransactWriteItem removal(Connection connection, AttributeValue channels) {
    var delete =
        Delete.builder()
            .tableName(names.connections())
            .key(DynamoKeys.connection(connection))
            .conditionExpression("attribute_exists(user_id) AND attribute_not_exists(channels)");
    if (channels != null) {
      delete
          .conditionExpression("channels = :channels")
          .expressionAttributeValues(Map.of(":channels", channels));
    }
    return TransactWriteItem.builder().delete(delete.build()).build();
  }

  private TransactWriteItem record(Session session) {
    var connection = session.connection();
    var row =
        Map.of(
            SessionRow.USER_ID, fromS(connection.userId()),
            SessionRow.ENDED, fromS(SessionRow.ended(session.endedAt(), connection.id())),
            SessionRow.CONNECTED_AT, fromN("" + connection.connectedAt()),
            SessionRow.ENDED_AT, fromN("" + session.endedAt()),
            SessionRow.SECONDS, fromN("" + session.seconds()),
            SessionRow.ESTIMATED, fromBool(session.estimated()),
            SessionRow.EXPIRES_AT, fromN("" + (session.endedAt() / 1000 + retention.toSeconds())));
    return TransactWriteItem.builder()
        .put(put -> put.tableName(names.sessions()).item(row))
        .build();
  }
}

package dev.fanfare.tests.channels;

import dev.fanfare.archive.MessageHistory;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoChannelMembers;
import dev.fanfare.channels.DynamoConnectionChannels;
import dev.fanfare.channels.catchup.DynamoCatchUpEnds;
import dev.fanfare.channels.catchup.DynamoCatchUpJoins;
import dev.fanfare.channels.sessions.DynamoConnectionRemover;
import dev.fanfare.channels.sessions.RemovalTables;
import dev.fanfare.dynamodb.BatchReads;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.dynamodb.Transactions;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.tables.ConnectionRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The tables of connections, memberships and sessions on DynamoDB Local, and their adapters. */
final class MembershipTables implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T08:00:00.250Z");
  private static final String CONNECTIONS = "Connections";
  private static final String SUBSCRIPTIONS = "Subscriptions";
  private static final String SESSIONS = "Sessions";
  private static final String BY_ID = "by-connection-id";
  static final RemovalTables NAMES = new RemovalTables(CONNECTIONS, SUBSCRIPTIONS, BY_ID, SESSIONS);

  private final LocalService dynamoDb = LocalDynamoDb.start(0);
  private final LocalClients clients = StackClients.of("eu-central-2");
  private final ChannelTables names = new ChannelTables(CONNECTIONS, SUBSCRIPTIONS);
  final DynamoDbClient tables = clients.dynamoDb(dynamoDb.endpoint());

  MembershipTables() {
    create(CONNECTIONS, "user_id", "connection_id");
    create(SESSIONS, "user_id", "ended");
    tables.createTable(
        table ->
            table
                .tableName(SUBSCRIPTIONS)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("channel_partition"), text("connection_id"))
                .keySchema(
                    part("channel_partition", KeyType.HASH), part("connection_id", KeyType.RANGE))
                .globalSecondaryIndexes(
                    GlobalSecondaryIndex.builder()
                        .indexName(BY_ID)
                        .keySchema(
                            part("connection_id", KeyType.HASH),
                            part("channel_partition", KeyType.RANGE))
                        .projection(shown -> shown.projectionType(ProjectionType.KEYS_ONLY))
                        .build()));
  }

  private void create(String name, String hash, String range) {
    tables.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text(hash), text(range))
                .keySchema(part(hash, KeyType.HASH), part(range, KeyType.RANGE)));
  }

  DynamoConnectionChannels channels() {
    return new DynamoConnectionChannels(tables, transactions(), names, clock(NOW));
  }

  DynamoCatchUpJoins catchUpJoins() {
    return new DynamoCatchUpJoins(transactions(), names, clock(NOW));
  }

  /** The catch-up ends of channels whose last position is this one. */
  DynamoCatchUpEnds catchUpEnds(long head) {
    return new DynamoCatchUpEnds(transactions(), SUBSCRIPTIONS, new HeadOnly(head));
  }

  private record HeadOnly(long head) implements MessageHistory {
    @Override
    public long head(String channel) {
      return head;
    }

    @Override
    public long lastBefore(String channel, Instant instant) {
      throw new AssertionError("not used by these tests");
    }

    @Override
    public Page after(String channel, long position, int limit) {
      throw new AssertionError("not used by these tests");
    }

    @Override
    public Page before(String channel, long position, int limit) {
      throw new AssertionError("not used by these tests");
    }
  }

  DynamoChannelMembers members(Instant now) {
    return new DynamoChannelMembers(tables, SUBSCRIPTIONS, clock(now));
  }

  DynamoConnectionRemover remover(DynamoDbClient over) {
    return new DynamoConnectionRemover(
        over,
        new BatchReads(over, CONNECTIONS, millis -> {}, new Random(1)),
        new Transactions(over, millis -> Thread.onSpinWait(), new Random(1)),
        new BatchWrites(over, SUBSCRIPTIONS, millis -> {}, new Random(1)),
        NAMES,
        Duration.ofDays(14));
  }

  private Transactions transactions() {
    return new Transactions(tables, millis -> Thread.onSpinWait(), new Random(1));
  }

  private static Clock clock(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  /** Writes a connection's row, as $connect does. */
  Connection connect(String user, String id) {
    long connectedAt = NOW.minusSeconds(61).toEpochMilli();
    long expiresAt = ConnectionRow.expiresAt(connectedAt);
    tables.putItem(
        put ->
            put.tableName(CONNECTIONS)
                .item(
                    Map.of(
                        "user_id", AttributeValue.fromS(user),
                        "connection_id", AttributeValue.fromS(id),
                        "connected_at", AttributeValue.fromN("" + connectedAt),
                        "expires_at", AttributeValue.fromN("" + expiresAt))));
    return new Connection(id, user, connectedAt);
  }

  List<Map<String, AttributeValue>> connections(String user) {
    return all(CONNECTIONS, "user_id", user);
  }

  List<Map<String, AttributeValue>> sessions(String user) {
    return all(SESSIONS, "user_id", user);
  }

  /** The memberships of a connection. */
  List<Map<String, AttributeValue>> subscriptions(String connectionId) {
    return all(SUBSCRIPTIONS, "connection_id", connectionId);
  }

  private List<Map<String, AttributeValue>> all(String table, String attribute, String value) {
    return tables.scanPaginator(scan -> scan.tableName(table)).items().stream()
        .filter(row -> row.get(attribute).s().equals(value))
        .toList();
  }

  void deleteConnection(Connection connection) {
    tables.deleteItem(
        delete ->
            delete
                .tableName(CONNECTIONS)
                .key(
                    Map.of(
                        "user_id", AttributeValue.fromS(connection.userId()),
                        "connection_id", AttributeValue.fromS(connection.id()))));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement part(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public void close() {
    clients.close();
    dynamoDb.close();
  }
}

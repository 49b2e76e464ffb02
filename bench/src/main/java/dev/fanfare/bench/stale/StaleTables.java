package dev.fanfare.bench.stale;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.sessions.RemovalTables;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.SessionRow;
import dev.fanfare.tables.StaleRow;
import dev.fanfare.tables.SubscriptionRow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The tables that pruning changes, in a separate DynamoDB Local, with a client that counts its
 * calls.
 */
final class StaleTables implements AutoCloseable {
  static final String STALE = "StaleConnections";
  static final RemovalTables NAMES =
      new RemovalTables("Connections", "Subscriptions", "by-connection-id", "Sessions");

  private static final String CHANNEL = "default";

  private final LocalService dynamoDb = LocalDynamoDb.start(0);
  private final LocalClients clients = StackClients.of("eu-central-2");
  private final DynamoDbClient client = clients.dynamoDb(dynamoDb.endpoint());
  private final AtomicLong calls = new AtomicLong();

  StaleTables() {
    create(
        NAMES.connections(),
        ConnectionRow.USER_ID,
        ConnectionRow.CONNECTION_ID,
        index("by-connection-id", ConnectionRow.CONNECTION_ID, ConnectionRow.USER_ID));
    create(
        NAMES.subscriptions(),
        SubscriptionRow.CHANNEL_PARTITION,
        SubscriptionRow.CONNECTION_ID,
        index(
            NAMES.subscriptionsById(),
            SubscriptionRow.CONNECTION_ID,
            SubscriptionRow.CHANNEL_PARTITION));
    create(NAMES.sessions(), SessionRow.USER_ID, SessionRow.ENDED);
    create(STALE, StaleRow.PARTITION, StaleRow.CONNECTION_ID);
  }

  private void create(String name, String hash, String range, GlobalSecondaryIndex... indexes) {
    client.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text(hash), text(range))
                .keySchema(part(hash, KeyType.HASH), part(range, KeyType.RANGE))
                .globalSecondaryIndexes(indexes.length == 0 ? null : List.of(indexes)));
  }

  private static GlobalSecondaryIndex index(String name, String hash, String range) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(part(hash, KeyType.HASH), part(range, KeyType.RANGE))
        .projection(shown -> shown.projectionType(ProjectionType.KEYS_ONLY))
        .build();
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

  /** Writes the rows of stale connections, each with one channel. */
  List<Connection> connect(String round, int count) {
    var connections =
        IntStream.range(0, count)
            .mapToObj(i -> new Connection("%s-%07d=".formatted(round, i), "user-" + i, 1))
            .toList();
    var rows = new ArrayList<WriteRequest>();
    var members = new ArrayList<WriteRequest>();
    for (Connection each : connections) {
      var user = AttributeValue.fromS(each.userId());
      var id = AttributeValue.fromS(each.id());
      var since = AttributeValue.fromN("" + each.connectedAt());
      rows.add(
          put(
              Map.of(
                  ConnectionRow.USER_ID, user,
                  ConnectionRow.CONNECTION_ID, id,
                  ConnectionRow.CONNECTED_AT, since,
                  ConnectionRow.CHANNELS, AttributeValue.fromSs(List.of(CHANNEL)))));
      members.add(
          put(
              Map.of(
                  SubscriptionRow.CHANNEL_PARTITION,
                  AttributeValue.fromS(SubscriptionRow.partitionOf(CHANNEL, each.id())),
                  SubscriptionRow.CONNECTION_ID,
                  id,
                  SubscriptionRow.USER_ID,
                  user)));
    }
    BatchWrites.of(client, NAMES.connections()).write(rows);
    BatchWrites.of(client, NAMES.subscriptions()).write(members);
    return connections;
  }

  private static WriteRequest put(Map<String, AttributeValue> row) {
    return WriteRequest.builder().putRequest(put -> put.item(row)).build();
  }

  /** Returns the number of remaining rows of connections and memberships. */
  int left() {
    return client.scan(scan -> scan.tableName(NAMES.connections())).count()
        + client.scan(scan -> scan.tableName(NAMES.subscriptions())).count();
  }

  /** Returns the number of calls of the counting client. */
  long calls() {
    return calls.get();
  }

  /** Returns a client that counts its calls. */
  DynamoDbClient counting() {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            StaleTables.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              calls.incrementAndGet();
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void close() {
    clients.close();
    dynamoDb.close();
  }
}

package dev.fanfare.tests.flow;

import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.local.dynamodb.TableSpec;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.PermitRow;
import dev.fanfare.tables.ProgressRow;
import dev.fanfare.tables.ProgressRows;
import dev.fanfare.tables.SessionRow;
import dev.fanfare.tables.StaleRow;
import dev.fanfare.tables.SubscriptionRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The contents of a stack's tables. */
record Rows(SharedStack shared) {

  /** The rows of all connections, including those that have closed without the stack noticing. */
  List<Map<String, AttributeValue>> connections() {
    return all("ConnectionsTableName").stream()
        .filter(row -> !ConnectionRow.isBan(row.get(ConnectionRow.CONNECTION_ID).s()))
        .toList();
  }

  List<Map<String, AttributeValue>> connections(String user) {
    return connections().stream()
        .filter(row -> row.get(ConnectionRow.USER_ID).s().equals(user))
        .toList();
  }

  /** The memberships of a user's connections. */
  List<Map<String, AttributeValue>> subscriptions(String user) {
    return all("SubscriptionsTableName").stream()
        .filter(row -> row.get(SubscriptionRow.USER_ID).s().equals(user))
        .toList();
  }

  /** The sessions of a user's connections. */
  List<Map<String, AttributeValue>> sessions(String user) {
    return all("SessionsTableName").stream()
        .filter(row -> row.get(SessionRow.USER_ID).s().equals(user))
        .toList();
  }

  List<String> connectionIds(String user) {
    return connections(user).stream().map(row -> row.get(ConnectionRow.CONNECTION_ID).s()).toList();
  }

  /** The connections that one broadcast has recorded as stale. */
  List<Map<String, AttributeValue>> stale(String broadcastId) {
    return all("StaleConnectionsTableName").stream()
        .filter(row -> row.get(StaleRow.PARTITION).s().startsWith(broadcastId + "#"))
        .toList();
  }

  /** The progress of a broadcast's shards, round by round, in order. */
  List<ProgressRow> progress(String broadcastId) {
    return shared
        .tables()
        .queryPaginator(
            query ->
                query
                    .tableName(shared.stack().output("ProgressTableName"))
                    .keyConditionExpression(ProgressRow.BROADCAST_ID + " = :id")
                    .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(broadcastId)))
                    .consistentRead(true))
        .items()
        .stream()
        .map(ProgressRows::of)
        .toList();
  }

  /** Adds rows of connections without a client: each post to them gets 410. */
  void addConnections(List<String> users) {
    batches("ConnectionsTableName")
        .write(IntStream.range(0, users.size()).mapToObj(i -> put(users.get(i), i)).toList());
  }

  private static WriteRequest put(String user, int number) {
    var row = row(user, "Nobody%09d=".formatted(number));
    return WriteRequest.builder().putRequest(put -> put.item(row)).build();
  }

  private static Map<String, AttributeValue> row(String user, String connectionId) {
    return Map.of(
        ConnectionRow.USER_ID, AttributeValue.fromS(user),
        ConnectionRow.CONNECTION_ID, AttributeValue.fromS(connectionId),
        ConnectionRow.CONNECTED_AT, AttributeValue.fromN("0"));
  }

  /** Adds a row with an arbitrary connection id. */
  void addConnection(String user, String connectionId) {
    String table = shared.stack().output("ConnectionsTableName");
    shared.tables().putItem(put -> put.tableName(table).item(row(user, connectionId)));
  }

  /** The account's post budget as the pushers recorded it; empty before they have. */
  Map<String, AttributeValue> budgetLevel() {
    String table =
        shared.stack().template().all(TableSpec.class).stream()
            .filter(each -> each.logicalId().equals("PermitsTable"))
            .findFirst()
            .orElseThrow()
            .name();
    var key = Map.of(PermitRow.BUDGET_SECOND, AttributeValue.fromS("account#level"));
    return shared.tables().getItem(get -> get.tableName(table).key(key)).item();
  }

  /** Keeps a failed test from failing the next one. */
  void deleteConnections() {
    batches("ConnectionsTableName").write(connections().stream().map(Rows::delete).toList());
  }

  private static WriteRequest delete(Map<String, AttributeValue> row) {
    var key = new HashMap<>(row);
    key.keySet().retainAll(Set.of(ConnectionRow.USER_ID, ConnectionRow.CONNECTION_ID));
    return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
  }

  private BatchWrites batches(String output) {
    String table = shared.stack().output(output);
    return new BatchWrites(shared.tables(), table, millis -> {}, RandomGenerator.getDefault());
  }

  private List<Map<String, AttributeValue>> all(String output) {
    String table = shared.stack().output(output);
    return shared
        .tables()
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .items()
        .stream()
        .toList();
  }
}

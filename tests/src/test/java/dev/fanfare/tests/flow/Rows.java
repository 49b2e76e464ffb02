package dev.fanfare.tests.flow;

import dev.fanfare.broadcast.ConnectionRow;
import dev.fanfare.broadcast.SessionRow;
import dev.fanfare.broadcast.StaleRow;
import dev.fanfare.broadcast.SubscriptionRow;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the tables of a stack hold. */
record Rows(SharedStack shared) {

  /** The rows of everybody who is connected, or was and is not known to have gone. */
  List<Map<String, AttributeValue>> connections() {
    return all("ConnectionsTableName");
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

  /** How long a user's connections were there. */
  List<Map<String, AttributeValue>> sessions(String user) {
    return all("SessionsTableName").stream()
        .filter(row -> row.get(SessionRow.USER_ID).s().equals(user))
        .toList();
  }

  /** The connections that one broadcast has recorded as stale. */
  List<Map<String, AttributeValue>> stale(String broadcastId) {
    return all("StaleConnectionsTableName").stream()
        .filter(row -> row.get(StaleRow.PARTITION).s().startsWith(broadcastId + "#"))
        .toList();
  }

  /** How the account's post budget stands, as the pushers have noted it; empty before they have. */
  Map<String, AttributeValue> budgetLevel() {
    String table =
        shared.stack().template().tables().stream()
            .filter(each -> each.logicalId().equals("PermitsTable"))
            .findFirst()
            .orElseThrow()
            .name();
    var key =
        Map.of("budget", AttributeValue.fromS("account"), "second", AttributeValue.fromN("0"));
    return shared.tables().getItem(get -> get.tableName(table).key(key)).item();
  }

  /** So that a test that failed does not make the next one fail. */
  void deleteConnections() {
    String table = shared.stack().output("ConnectionsTableName");
    for (var row : connections()) {
      var key = Map.copyOf(row);
      shared
          .tables()
          .deleteItem(
              delete ->
                  delete
                      .tableName(table)
                      .key(
                          Map.of(
                              ConnectionRow.USER_ID, key.get(ConnectionRow.USER_ID),
                              ConnectionRow.CONNECTION_ID, key.get(ConnectionRow.CONNECTION_ID))));
    }
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

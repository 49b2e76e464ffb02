package dev.fanfare.tests.flow;

import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.SubscriptionRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes channel memberships and client attributes directly to the tables, without sockets. */
record Memberships(SharedStack shared) {

  /** Adds all connections of these users to a channel. */
  void join(String channel, List<String> users) {
    String table = shared.stack().output("SubscriptionsTableName");
    for (var connection : new Rows(shared).connections()) {
      if (users.contains(connection.get(ConnectionRow.USER_ID).s())) {
        String id = connection.get(ConnectionRow.CONNECTION_ID).s();
        var row = new HashMap<>(connection);
        row.put(
            SubscriptionRow.CHANNEL_PARTITION,
            AttributeValue.fromS(SubscriptionRow.partitionOf(channel, id)));
        row.put(SubscriptionRow.JOINED_AT, row.get(ConnectionRow.CONNECTED_AT));
        shared.tables().putItem(put -> put.tableName(table).item(row));
      }
    }
  }

  /** Sets attributes on all connections of a user. */
  void describe(String user, Map<String, String> attributes) {
    String table = shared.stack().output("ConnectionsTableName");
    var values =
        attributes.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, each -> AttributeValue.fromS(each.getValue())));
    for (var connection : new Rows(shared).connections(user)) {
      var row = new HashMap<>(connection);
      row.put(ConnectionRow.ATTRIBUTES, AttributeValue.fromM(values));
      shared.tables().putItem(put -> put.tableName(table).item(row));
    }
  }
}

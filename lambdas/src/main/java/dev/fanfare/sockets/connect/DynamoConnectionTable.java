package dev.fanfare.sockets.connect;

import dev.fanfare.channels.ChannelTables;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.sockets.Client;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.SessionRow;
import dev.fanfare.tables.SubscriptionRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Stores connections in DynamoDB. A connection's row and its first memberships are one batch write.
 * A transaction would cost twice as much and is not needed: nothing else changes the rows before
 * the connection is open. An interrupted batch may leave some of the rows behind. The connection
 * does not open then; the next broadcast to one of them finds it stale, and TTL removes the rest.
 */
public final class DynamoConnectionTable implements ConnectionTable {
  private final BatchWrites writes;
  private final ChannelTables names;
  private final String sessions;

  /**
   * @param sessions the table of ended connections; it also records refused ones
   */
  public DynamoConnectionTable(BatchWrites writes, ChannelTables names, String sessions) {
    this.writes = writes;
    this.names = names;
    this.sessions = sessions;
  }

  @Override
  public void add(Client client, Set<String> channels) {
    write(
        Map.of(
            names.connections(),
            List.of(put(ConnectionRow.of(client.connection(), client.attributes(), channels)))),
        channels.stream()
            .map(
                channel ->
                    SubscriptionRow.of(
                        client.connection(), client.attributes(), channel, client.connectedAt()))
            .map(DynamoConnectionTable::put)
            .toList());
  }

  /**
   * Records the refused connect too. Otherwise a user at the connection limit could retry without
   * limit.
   */
  @Override
  public void remove(Client client, Set<String> channels) {
    write(
        Map.of(
            names.connections(),
            List.of(delete(ConnectionRow.key(client.userId(), client.connectionId()))),
            sessions,
            List.of(put(SessionRow.refused(client.connection())))),
        channels.stream()
            .map(channel -> SubscriptionRow.key(channel, client.connectionId()))
            .map(DynamoConnectionTable::delete)
            .toList());
  }

  private void write(Map<String, List<WriteRequest>> connection, List<WriteRequest> memberships) {
    var batch = new HashMap<>(connection);
    if (!memberships.isEmpty()) {
      batch.put(names.subscriptions(), memberships);
    }
    writes.write(batch);
  }

  private static WriteRequest put(Map<String, AttributeValue> row) {
    return WriteRequest.builder().putRequest(put -> put.item(row)).build();
  }

  private static WriteRequest delete(Map<String, AttributeValue> key) {
    return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
  }
}

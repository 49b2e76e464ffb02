package dev.fanfare.sockets.connect;

import static dev.fanfare.tables.ConnectionRow.ATTRIBUTES;
import static dev.fanfare.tables.ConnectionRow.CHANNELS;
import static dev.fanfare.tables.ConnectionRow.CONNECTED_AT;
import static dev.fanfare.tables.ConnectionRow.EXPIRES_AT;

import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoKeys;
import dev.fanfare.channels.DynamoMemberships;
import dev.fanfare.config.BatchWrites;
import dev.fanfare.sockets.Client;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.SessionRow;
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
        Map.of(names.connections(), List.of(put(row(client, channels)))),
        channels.stream()
            .map(
                channel ->
                    DynamoMemberships.row(
                        client.connection(), client.attributes(), channel, client.connectedAt()))
            .map(DynamoConnectionTable::put)
            .toList());
  }

  @Override
  public void remove(Client client, Set<String> channels) {
    write(
        Map.of(
            names.connections(),
            List.of(delete(DynamoKeys.connection(client.connection()))),
            sessions,
            List.of(put(refused(client)))),
        channels.stream()
            .map(channel -> DynamoKeys.membership(channel, client.connectionId()))
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

  private static Map<String, AttributeValue> row(Client client, Set<String> channels) {
    long expiresAt = client.connectedAt() / 1000 + ConnectionRow.LIFE_SECONDS;
    var row = new HashMap<>(DynamoKeys.connection(client.connection()));
    row.put(CONNECTED_AT, AttributeValue.fromN("" + client.connectedAt()));
    row.put(EXPIRES_AT, AttributeValue.fromN("" + expiresAt));
    if (!channels.isEmpty()) {
      row.put(CHANNELS, AttributeValue.fromSs(List.copyOf(channels)));
    }
    if (!client.attributes().isEmpty()) {
      row.put(ATTRIBUTES, AttributeValue.fromM(texts(client.attributes())));
    }
    return row;
  }

  /**
   * Records the refused connect. Otherwise a user at the connection limit could retry without
   * limit.
   */
  private static Map<String, AttributeValue> refused(Client client) {
    long at = client.connectedAt();
    return Map.of(
        SessionRow.USER_ID, AttributeValue.fromS(client.userId()),
        SessionRow.ENDED, AttributeValue.fromS(SessionRow.ended(at, client.connectionId())),
        SessionRow.CONNECTED_AT, AttributeValue.fromN("" + at),
        SessionRow.ENDED_AT, AttributeValue.fromN("" + at),
        SessionRow.SECONDS, AttributeValue.fromN("0"),
        SessionRow.ESTIMATED, AttributeValue.fromBool(false),
        SessionRow.REFUSED, AttributeValue.fromBool(true),
        SessionRow.EXPIRES_AT, AttributeValue.fromN("" + (at / 1000 + SessionRow.REFUSED_SECONDS)));
  }

  private static Map<String, AttributeValue> texts(Map<String, String> attributes) {
    var texts = new HashMap<String, AttributeValue>();
    attributes.forEach((name, value) -> texts.put(name, AttributeValue.fromS(value)));
    return texts;
  }

  private static WriteRequest put(Map<String, AttributeValue> row) {
    return WriteRequest.builder().putRequest(put -> put.item(row)).build();
  }

  private static WriteRequest delete(Map<String, AttributeValue> key) {
    return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
  }
}

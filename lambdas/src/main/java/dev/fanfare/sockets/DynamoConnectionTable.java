package dev.fanfare.sockets;

import static dev.fanfare.broadcast.ConnectionRow.ATTRIBUTES;
import static dev.fanfare.broadcast.ConnectionRow.CHANNELS;
import static dev.fanfare.broadcast.ConnectionRow.CONNECTED_AT;
import static dev.fanfare.broadcast.ConnectionRow.EXPIRES_AT;

import dev.fanfare.broadcast.ConnectionRow;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoKeys;
import dev.fanfare.channels.DynamoMemberships;
import dev.fanfare.config.BatchWrites;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The connection table on DynamoDB. A connection's row and its first memberships are one batch and
 * no transaction, which would cost twice as much: nobody knows the connection before it is open, so
 * nobody can change its rows. A batch that is interrupted may leave some of them. The connection
 * does not open then; the next broadcast to any of them finds it stale, and TTL removes the rest.
 */
final class DynamoConnectionTable implements ConnectionTable {
  private final BatchWrites writes;
  private final ChannelTables names;

  DynamoConnectionTable(BatchWrites writes, ChannelTables names) {
    this.writes = writes;
    this.names = names;
  }

  @Override
  public void add(Client client, Set<String> channels) {
    write(
        put(row(client, channels)),
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
        delete(DynamoKeys.connection(client.connection())),
        channels.stream()
            .map(channel -> DynamoKeys.membership(channel, client.connectionId()))
            .map(DynamoConnectionTable::delete)
            .toList());
  }

  private void write(WriteRequest connection, List<WriteRequest> memberships) {
    var batch = new HashMap<String, List<WriteRequest>>();
    batch.put(names.connections(), List.of(connection));
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

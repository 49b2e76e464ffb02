package dev.fanfare.channels;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.dynamodb.Transactions;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.SubscriptionRow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Stores memberships in DynamoDB. A membership is a row of its own and a name in the connection's
 * row; one transaction changes both. The limit therefore holds for concurrent joins, and a join
 * cannot leave a membership behind while its connection is being removed.
 */
public final class DynamoConnectionChannels implements ConnectionChannels {
  private final DynamoDbClient tables;
  private final Transactions transactions;
  private final ChannelTables names;
  private final Clock clock;

  public DynamoConnectionChannels(
      DynamoDbClient tables, Transactions transactions, ChannelTables names, Clock clock) {
    this.tables = tables;
    this.transactions = transactions;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public Joining join(Connection connection, Map<String, String> attributes, Set<String> channels) {
    long now = clock.millis();
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(enterChannels(names, connection, List.copyOf(channels), now));
    for (String channel : channels) {
      var row = SubscriptionRow.of(connection, attributes, channel, now);
      writes.add(write(item -> item.put(put -> put.tableName(names.subscriptions()).item(row))));
    }
    var reasons = transactions.write(writes);
    return reasons.isEmpty() ? Joining.JOINED : refusal(reasons.get(0), channels);
  }

  /**
   * Updates the connection's row. This write carries all conditions, and a failed condition
   * explains the refusal.
   */
  public static TransactWriteItem enterChannels(
      ChannelTables names, Connection connection, List<String> channels, long now) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":channels", AttributeValue.fromSs(channels));
    values.put(":room", fromN("" + (MAX_CHANNELS - channels.size())));
    values.put(":expires", fromN("" + ConnectionRow.expiresAt(now)));
    var isNew = new StringBuilder();
    for (int i = 0; i < channels.size(); i++) {
      values.put(":channel" + i, fromS(channels.get(i)));
      isNew.append("NOT contains(channels, :channel").append(i).append(") AND ");
    }
    return write(
        item ->
            item.update(
                update ->
                    update
                        .tableName(names.connections())
                        .key(ConnectionRow.key(connection.userId(), connection.id()))
                        .updateExpression(
                            "SET %s = :expires ADD %s :channels"
                                .formatted(ConnectionRow.EXPIRES_AT, ConnectionRow.CHANNELS))
                        .conditionExpression(
                            "attribute_exists(user_id) AND (attribute_not_exists(channels) OR ("
                                + isNew
                                + "size(channels) <= :room))")
                        .expressionAttributeValues(values)
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD)));
  }

  public static Joining refusal(CancellationReason reason, Set<String> channels) {
    if (!reason.hasItem() || reason.item().isEmpty()) {
      return Joining.UNKNOWN_CONNECTION;
    }
    return channels(reason.item()).containsAll(channels) ? Joining.ALREADY_IN : Joining.TOO_MANY;
  }

  @Override
  public boolean leave(Connection connection, String channel) {
    var departure =
        write(
            item ->
                item.update(
                    update ->
                        update
                            .tableName(names.connections())
                            .key(ConnectionRow.key(connection.userId(), connection.id()))
                            .updateExpression("DELETE channels :channels")
                            .conditionExpression("contains(channels, :channel)")
                            .expressionAttributeValues(
                                Map.of(
                                    ":channels", AttributeValue.fromSs(List.of(channel)),
                                    ":channel", fromS(channel)))));
    var membership = SubscriptionRow.key(channel, connection.id());
    var removal =
        write(item -> item.delete(del -> del.tableName(names.subscriptions()).key(membership)));
    return transactions.write(List.of(departure, removal)).isEmpty();
  }

  @Override
  public SortedSet<String> of(Connection connection) {
    var row =
        tables
            .getItem(
                get ->
                    get.tableName(names.connections())
                        .key(ConnectionRow.key(connection.userId(), connection.id()))
                        .consistentRead(true)
                        .projectionExpression(ConnectionRow.CHANNELS))
            .item();
    return new TreeSet<>(channels(row));
  }

  private static List<String> channels(Map<String, AttributeValue> row) {
    var channels = row.get(ConnectionRow.CHANNELS);
    return channels == null ? List.of() : channels.ss();
  }

  private static TransactWriteItem write(Consumer<TransactWriteItem.Builder> item) {
    var builder = TransactWriteItem.builder();
    item.accept(builder);
    return builder.build();
  }
}

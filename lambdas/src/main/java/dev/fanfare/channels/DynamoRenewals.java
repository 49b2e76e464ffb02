package dev.fanfare.channels;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ConnectionRow;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Renewals on DynamoDB: one write at most, but every few minutes one for each row. */
public final class DynamoRenewals implements Renewals {
  /** What a renewal must gain to be made, in seconds. */
  static final long STEP_SECONDS = 5 * 60;

  private final DynamoDbClient tables;
  private final ChannelTables names;
  private final Clock clock;

  public DynamoRenewals(DynamoDbClient tables, ChannelTables names, Clock clock) {
    this.tables = tables;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public void renew(Connection connection) {
    long now = clock.instant().getEpochSecond();
    if (now - connection.connectedAt() / 1000 <= STEP_SECONDS) {
      return; // The rows cannot be older than the connection.
    }
    try {
      for (String channel : renewConnection(connection, now)) {
        renewMembership(channel, connection.id(), now);
      }
    } catch (TransactionConflictException e) {
      // The row is being changed, by a join that renews it too. Otherwise the next action does.
    }
  }

  /** The channels whose rows are due as well; none when nothing was due, or the row is gone. */
  private List<String> renewConnection(Connection connection, long now) {
    try {
      var row =
          tables
              .updateItem(
                  update ->
                      update
                          .tableName(names.connections())
                          .key(DynamoKeys.connection(connection))
                          .updateExpression("SET expires_at = :expires")
                          .conditionExpression("attribute_exists(user_id) AND expires_at < :due")
                          .expressionAttributeValues(values(now))
                          .returnValues(ReturnValue.ALL_NEW))
              .attributes();
      var channels = row.get(ConnectionRow.CHANNELS);
      return channels == null ? List.of() : channels.ss();
    } catch (ConditionalCheckFailedException e) {
      return List.of();
    }
  }

  private void renewMembership(String channel, String connectionId, long now) {
    try {
      tables.updateItem(
          update ->
              update
                  .tableName(names.subscriptions())
                  .key(DynamoKeys.membership(channel, connectionId))
                  .updateExpression("SET expires_at = :expires")
                  .conditionExpression("attribute_exists(connection_id) AND expires_at < :due")
                  .expressionAttributeValues(values(now)));
    } catch (ConditionalCheckFailedException e) {
      // It has left meanwhile, or joined just now.
    }
  }

  private static Map<String, AttributeValue> values(long now) {
    long expires = now + ConnectionRow.LIFE_SECONDS;
    return Map.of(":expires", fromN("" + expires), ":due", fromN("" + (expires - STEP_SECONDS)));
  }
}

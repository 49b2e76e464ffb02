package dev.fanfare.channels;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.SubscriptionRow;
import dev.fanfare.channels.Memberships.Joining;
import dev.fanfare.config.DynamoMessageHistory;
import dev.fanfare.config.Transactions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Joining at a position on DynamoDB: the membership is written in one transaction with a check of
 * the channel's head, which a broadcast to the channel moves before its planner reads the members.
 */
public final class DynamoPositionedJoins implements PositionedJoins {
  private final Transactions transactions;
  private final ChannelTables names;
  private final DynamoMessageHistory history;
  private final Clock clock;

  public DynamoPositionedJoins(
      Transactions transactions, ChannelTables names, DynamoMessageHistory history, Clock clock) {
    this.transactions = transactions;
    this.names = names;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public Optional<Joining> joinAt(
      Connection connection, Map<String, String> attributes, String channel, long head) {
    var joining = join(connection, attributes, channel, head);
    return joining.equals(Optional.of(Joining.ALREADY_IN))
        ? note(connection, channel, head)
        : joining;
  }

  private Optional<Joining> join(
      Connection connection, Map<String, String> attributes, String channel, long head) {
    long now = clock.millis();
    var row = DynamoMemberships.row(connection, attributes, channel, now);
    row.put(SubscriptionRow.CAUGHT_UP_TO, fromN(Long.toString(head)));
    var reasons =
        transactions.write(
            List.of(
                DynamoMemberships.enterChannels(names, connection, List.of(channel), now),
                put(names.subscriptions(), row),
                history.headIs(channel, head)));
    if (reasons.isEmpty()) {
      return Optional.of(Joining.JOINED);
    }
    return failed(reasons, 0)
        ? Optional.of(DynamoMemberships.refusal(reasons.get(0), Set.of(channel)))
        : Optional.empty();
  }

  /** It may have left meanwhile; then joining is tried anew, as after a move of the head. */
  private Optional<Joining> note(Connection connection, String channel, long head) {
    var noted =
        TransactWriteItem.builder()
            .update(
                update ->
                    update
                        .tableName(names.subscriptions())
                        .key(DynamoKeys.membership(channel, connection.id()))
                        .updateExpression("SET " + SubscriptionRow.CAUGHT_UP_TO + " = :head")
                        .conditionExpression(
                            "attribute_exists(" + SubscriptionRow.CONNECTION_ID + ")")
                        .expressionAttributeValues(Map.of(":head", fromN(Long.toString(head)))))
            .build();
    return transactions.write(List.of(noted, history.headIs(channel, head))).isEmpty()
        ? Optional.of(Joining.ALREADY_IN)
        : Optional.empty();
  }

  private static TransactWriteItem put(String table, Map<String, AttributeValue> row) {
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(row)).build();
  }

  private static boolean failed(List<CancellationReason> reasons, int write) {
    return Transactions.isCondition(reasons.get(write));
  }
}

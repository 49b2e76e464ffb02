package dev.fanfare.channels.catchup;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.fanfare.archive.MessageHistory;
import dev.fanfare.dynamodb.Transactions;
import dev.fanfare.tables.SubscriptionRow;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Stores the ends in DynamoDB: it reads the head, then writes the membership conditionally. */
public final class DynamoCatchUpEnds implements CatchUpEnds {
  private final Transactions transactions;
  private final String table;
  private final MessageHistory history;

  /**
   * @param table the subscriptions table
   */
  public DynamoCatchUpEnds(Transactions transactions, String table, MessageHistory history) {
    this.transactions = transactions;
    this.table = table;
    this.history = history;
  }

  @Override
  public OptionalLong settle(String channel, String connectionId) {
    long head = history.head(channel);
    var reasons = transactions.write(List.of(end(channel, connectionId, head)));
    if (reasons.isEmpty()) {
      return OptionalLong.of(head);
    }
    var settled =
        reasons.get(0).hasItem() ? reasons.get(0).item() : Map.<String, AttributeValue>of();
    var end = settled.get(SubscriptionRow.CAUGHT_UP_TO);
    return end == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(end.n()));
  }

  private TransactWriteItem end(String channel, String connectionId, long head) {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(table)
                    .key(SubscriptionRow.key(channel, connectionId))
                    .updateExpression("SET " + SubscriptionRow.CAUGHT_UP_TO + " = :head")
                    .conditionExpression(
                        "attribute_exists(%s) AND attribute_not_exists(%s)"
                            .formatted(SubscriptionRow.CONNECTION_ID, SubscriptionRow.CAUGHT_UP_TO))
                    .expressionAttributeValues(Map.of(":head", fromN(Long.toString(head))))
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }
}

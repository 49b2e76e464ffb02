package dev.fanfare.channels;

import static dev.fanfare.broadcast.SubscriptionRow.CATCHING_UP_UNTIL;
import static dev.fanfare.broadcast.SubscriptionRow.CONNECTION_ID;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Turns on DynamoDB: an attribute of the membership, which names the turn's end. */
public final class DynamoCatchUpTurns implements CatchUpTurns {
  private final DynamoDbClient tables;
  private final String table;

  /**
   * @param table of the subscriptions
   */
  public DynamoCatchUpTurns(DynamoDbClient tables, String table) {
    this.tables = tables;
    this.table = table;
  }

  /** Who has left again begins: there is nothing to catch up with. */
  @Override
  public Duration begin(String channel, String connectionId, Instant at, Instant until) {
    try {
      tables.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(DynamoKeys.membership(channel, connectionId))
                  .updateExpression("SET " + CATCHING_UP_UNTIL + " = :until")
                  .conditionExpression(
                      "attribute_exists(%1$s) AND (attribute_not_exists(%2$s) OR %2$s <= :now)"
                          .formatted(CONNECTION_ID, CATCHING_UP_UNTIL))
                  .expressionAttributeValues(Map.of(":until", number(until), ":now", number(at)))
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Duration.ZERO;
    } catch (ConditionalCheckFailedException e) {
      var busy = e.hasItem() ? e.item().get(CATCHING_UP_UNTIL) : null;
      return busy == null
          ? Duration.ZERO
          : Duration.between(at, Instant.ofEpochMilli(Long.parseLong(busy.n())));
    }
  }

  /** Not the turn of somebody who has begun since. */
  @Override
  public void end(String channel, String connectionId, Instant until) {
    try {
      tables.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(DynamoKeys.membership(channel, connectionId))
                  .updateExpression("REMOVE " + CATCHING_UP_UNTIL)
                  .conditionExpression(CATCHING_UP_UNTIL + " = :until")
                  .expressionAttributeValues(Map.of(":until", number(until))));
    } catch (ConditionalCheckFailedException e) {
      // It has ended by itself, or the membership has.
    }
  }

  private static AttributeValue number(Instant instant) {
    return AttributeValue.fromN(Long.toString(instant.toEpochMilli()));
  }
}

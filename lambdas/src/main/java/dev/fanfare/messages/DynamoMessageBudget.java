package dev.fanfare.messages;

import static dev.fanfare.broadcast.ConnectionRow.CONNECTION_ID;
import static dev.fanfare.broadcast.ConnectionRow.SPENT_UNTIL;
import static dev.fanfare.broadcast.ConnectionRow.USER_ID;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The budget on the connection's own row, as one number: the time until which the budget is spent.
 * Each message moves it on by a minute's share, never more than a minute beyond now. So a whole
 * minute's messages may come at once, and then as many as a minute's share allows; no boundary
 * between two minutes lets twice as many through. (ATM networks call this the generic cell rate
 * algorithm, ITU-T I.371.)
 */
public final class DynamoMessageBudget implements MessageBudget {
  private static final long WINDOW_MICROS = 60_000_000;

  /** More are needed only while another message of the same connection is counted. */
  private static final int ATTEMPTS = 4;

  private final DynamoDbClient tables;
  private final String table;
  private final long shareMicros;

  /**
   * @param table of the connections
   * @param messagesPerMinute at least one
   */
  public DynamoMessageBudget(DynamoDbClient tables, String table, int messagesPerMinute) {
    this.tables = tables;
    this.table = table;
    this.shareMicros = WINDOW_MICROS / messagesPerMinute;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A connection without a row has nothing to count by: it is in no channel either, and is
   * refused for that.
   */
  @Override
  public Duration take(String userId, String connectionId, Instant at) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    long spentUntil = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        spend(Map.of(USER_ID, text(userId), CONNECTION_ID, text(connectionId)), now, spentUntil);
        return Duration.ZERO;
      } catch (ConditionalCheckFailedException e) {
        if (!e.hasItem()) {
          return Duration.ZERO;
        }
        var seen = e.item().get(SPENT_UNTIL);
        spentUntil = seen == null ? 0 : Long.parseLong(seen.n());
      } catch (TransactionConflictException e) {
        // The row is being changed, by a join: the same once more, in the end a little later.
      }
      long wait = spentUntil + shareMicros - WINDOW_MICROS - now;
      if (wait > 0) {
        return Duration.of(wait, ChronoUnit.MICROS);
      }
    }
    return Duration.of(shareMicros, ChronoUnit.MICROS);
  }

  /** Begins anew where the budget is whole, and goes on from what was seen where it is not. */
  private void spend(Map<String, AttributeValue> key, long now, long spentUntil) {
    boolean isWhole = spentUntil < now;
    var values = new HashMap<String, AttributeValue>();
    values.put(":next", number(Math.max(now, spentUntil) + shareMicros));
    values.put(":seen", number(isWhole ? now : spentUntil));
    tables.updateItem(
        update ->
            update
                .tableName(table)
                .key(key)
                .updateExpression("SET " + SPENT_UNTIL + " = :next")
                .conditionExpression(
                    isWhole
                        ? "attribute_exists(%s) AND (attribute_not_exists(%s) OR %s < :seen)"
                            .formatted(USER_ID, SPENT_UNTIL, SPENT_UNTIL)
                        : SPENT_UNTIL + " = :seen")
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}

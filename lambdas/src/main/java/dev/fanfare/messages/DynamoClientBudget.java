package dev.fanfare.messages;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.fanfare.broadcast.BudgetRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * One budget on DynamoDB, as one number: the time until which it is spent. Taking moves it on by
 * the cost's share of a minute, never more than a minute beyond now. No boundary between two
 * minutes lets twice as much through. (ATM networks call this the generic cell rate algorithm,
 * ITU-T I.371.)
 *
 * <p>A budget that is whole is set, any other one is added to. Either is one conditional write, and
 * additions commute: many connections at once need no second try because of each other. Taking
 * costs one write after a rest and two otherwise; refusing costs one.
 */
public final class DynamoClientBudget implements ClientBudget {
  private static final long MINUTE_MICROS = 60_000_000;

  /** Longer than any budget is spent for. */
  private static final long ROW_SECONDS = 180;

  /** The third is needed only when the budget was set in between. */
  private static final int ATTEMPTS = 3;

  private final DynamoDbClient tables;
  private final String table;
  private final String attribute;
  private final int perUser;
  private final int perSource;

  /**
   * @param table of budgets
   * @param attribute of its rows: which budget this is
   * @param perUser what a user may have in a minute; at least one, at most 60 million
   * @param perSource what an address may have in a minute; in the same range
   */
  public DynamoClientBudget(
      DynamoDbClient tables, String table, String attribute, int perUser, int perSource) {
    this.tables = tables;
    this.table = table;
    this.attribute = attribute;
    this.perUser = perUser;
    this.perSource = perSource;
  }

  @Override
  public int most(Spender spender) {
    return spender.isSource() ? perSource : perUser;
  }

  @Override
  public Duration take(Spender spender, int cost, Instant at) {
    int most = most(spender);
    if (cost < 1 || cost > most) {
      throw new IllegalArgumentException(
          "the cost is " + cost + ": must be from 1 to " + most + ", a minute's worth");
    }
    // Rounded up: never more than the rate.
    long share = (MINUTE_MICROS + most - 1) / most;
    var taking =
        new Taking(
            spender.key(),
            ChronoUnit.MICROS.between(Instant.EPOCH, at),
            cost * share,
            (most - cost) * share);
    return Duration.of(taking.wait(this), ChronoUnit.MICROS);
  }

  /**
   * One attempt to take from the budget.
   *
   * @param micros that the cost moves the budget on by
   * @param room how far beyond now the budget may be spent before
   */
  private record Taking(String key, long now, long micros, long room) {

    /** How long to wait, in microseconds; 0 when the cost has been taken. */
    long wait(DynamoClientBudget budget) {
      boolean isWhole = true;
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        var spentUntil = budget.write(this, isWhole);
        if (spentUntil.isEmpty()) {
          return 0;
        }
        long wait = spentUntil.getAsLong() - room - now;
        if (wait > 0) {
          return wait;
        }
        isWhole = spentUntil.getAsLong() < now;
      }
      return micros;
    }
  }

  /** Until when the budget is spent, where that is why nothing was written. */
  private OptionalLong write(Taking taking, boolean isWhole) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":now", number(taking.now()));
    values.put(":expires", number(taking.now() / 1_000_000 + ROW_SECONDS));
    if (isWhole) {
      values.put(":next", number(taking.now() + taking.micros()));
    } else {
      values.put(":micros", number(taking.micros()));
      values.put(":latest", number(taking.now() + taking.room()));
    }
    try {
      tables.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(Map.of(BudgetRow.SPENDER, AttributeValue.fromS(taking.key())))
                  .updateExpression(
                      "SET %s = %s, %s = :expires"
                          .formatted(
                              attribute,
                              isWhole ? ":next" : attribute + " + :micros",
                              BudgetRow.EXPIRES_AT))
                  .conditionExpression(
                      (isWhole
                              ? "attribute_not_exists(%1$s) OR %1$s < :now"
                              : "%1$s BETWEEN :now AND :latest")
                          .formatted(attribute))
                  .expressionAttributeValues(values)
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return OptionalLong.empty();
    } catch (ConditionalCheckFailedException e) {
      var seen = e.hasItem() ? e.item().get(attribute) : null;
      return OptionalLong.of(seen == null ? 0 : Long.parseLong(seen.n()));
    }
  }

  private static AttributeValue number(long value) {
    return fromN(Long.toString(value));
  }
}

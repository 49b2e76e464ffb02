package dev.fanfare.messages;

import dev.fanfare.dynamodb.CellRate;
import dev.fanfare.tables.BudgetRow;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A budget on DynamoDB, as a {@link CellRate}. Taking a cost advances the rate by the cost's share
 * of a minute, up to one minute ahead of the current time.
 */
public final class DynamoClientBudget implements ClientBudget {
  private static final long MINUTE_MICROS = 60_000_000;

  /** Longer than the time that a budget needs to refill. */
  private static final long ROW_SECONDS = 180;

  private final CellRate rate;
  private final int perUser;
  private final int perSource;

  /**
   * @param table the budgets table
   * @param attribute the row attribute that stores this budget
   * @param perUser the amount per user and minute, from 1 to 60 million
   * @param perSource the amount per source address and minute, in the same range
   */
  public DynamoClientBudget(
      DynamoDbClient tables, String table, String attribute, int perUser, int perSource) {
    this.rate = new CellRate(tables, table, BudgetRow.SPENDER, attribute, ROW_SECONDS);
    this.perUser = perUser;
    this.perSource = perSource;
  }

  @Override
  public int most(BudgetOwner owner) {
    return owner.isSource() ? perSource : perUser;
  }

  @Override
  public Duration take(BudgetOwner owner, int cost, Instant at) {
    int most = most(owner);
    if (cost < 1 || cost > most) {
      throw new IllegalArgumentException(
          "the cost is " + cost + ": must be from 1 to " + most + ", a minute's worth");
    }
    // Rounded up so that the rate is never exceeded.
    long share = (MINUTE_MICROS + most - 1) / most;
    return rate.take(owner.key(), cost * share, (most - cost) * share, at);
  }
}

package dev.fanfare.messages;

import dev.fanfare.config.CellRate;
import dev.fanfare.tables.BudgetRow;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One budget on DynamoDB, as a {@link CellRate}: taking moves it on by the cost's share of a
 * minute, never more than a minute beyond now.
 */
public final class DynamoClientBudget implements ClientBudget {
  private static final long MINUTE_MICROS = 60_000_000;

  /** Longer than any budget is spent for. */
  private static final long ROW_SECONDS = 180;

  private final CellRate rate;
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
    this.rate = new CellRate(tables, table, BudgetRow.SPENDER, attribute, ROW_SECONDS);
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
    return rate.take(spender.key(), cost * share, (most - cost) * share, at);
  }
}

package dev.fanfare.channels.catchup;

import dev.fanfare.dynamodb.CellRate;
import dev.fanfare.tables.BudgetRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Stores turns in DynamoDB, as a {@link CellRate} that is exhausted while a catch-up runs. */
public final class DynamoCatchUpTurns implements CatchUpTurns {
  /** Longer than any turn. */
  private static final long ROW_SECONDS = 180;

  private final CellRate turns;

  /**
   * @param table the budgets table
   */
  public DynamoCatchUpTurns(DynamoDbClient tables, String table) {
    this.turns =
        new CellRate(tables, table, BudgetRow.SPENDER, BudgetRow.CATCHING_UP_UNTIL, ROW_SECONDS);
  }

  @Override
  public Duration begin(String connectionId, Instant at, Instant until) {
    return turns.take(key(connectionId), ChronoUnit.MICROS.between(at, until), 0, at);
  }

  @Override
  public void end(String connectionId, Instant until) {
    turns.free(key(connectionId), until);
  }

  private static String key(String connectionId) {
    return "connection#" + connectionId;
  }
}

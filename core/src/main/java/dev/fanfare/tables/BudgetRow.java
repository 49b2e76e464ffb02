package dev.fanfare.tables;

/**
 * Attributes of a row of the table {@code Budgets}: the remaining budgets of one spender, with the
 * hash key {@link #SPENDER}. A spender is a user ({@code user#alice}), a source address for
 * anonymous clients ({@code source#203.0.113.7}), or a connection for its turn to catch up ({@code
 * connection#BFaT_fALIAMCKug=}). Each budget is one number: the time until which it is spent, in
 * microseconds since the epoch; absent before its first use.
 */
public final class BudgetRow {
  public static final String SPENDER = "spender";

  /** The message budget. */
  public static final String MESSAGES_UNTIL = "messages_until";

  /** The budget of refused messages; the connection is closed when it is spent. */
  public static final String REFUSALS_UNTIL = "refusals_until";

  /** The connect budget; only source addresses have one. */
  public static final String CONNECTS_UNTIL = "connects_until";

  /** When the turn of a connection that is catching up ends. */
  public static final String CATCHING_UP_UNTIL = "catching_up_until";

  /**
   * The table's TTL, in seconds since the epoch: by then, all budgets of the row are full again.
   */
  public static final String EXPIRES_AT = Expiry.ATTRIBUTE;

  private BudgetRow() {}
}

package dev.fanfare.tables;

/**
 * The attributes of a row of the table {@code Budgets}: what one spender has left, by the hash
 * {@link #SPENDER}. A spender is a user ({@code user#alice}) or, for anonymous clients, a source
 * address ({@code source#203.0.113.7}); for its turn to catch up, a connection ({@code
 * connection#BFaT_fALIAMCKug=}). Each budget is one number: the time until which it is spent, in
 * microseconds since the epoch; absent before it is first used.
 */
public final class BudgetRow {
  public static final String SPENDER = "spender";

  /** The budget of messages. */
  public static final String MESSAGES_UNTIL = "messages_until";

  /** The budget of messages that are refused before a connection is closed. */
  public static final String REFUSALS_UNTIL = "refusals_until";

  /** The budget of connects; only source addresses have one. */
  public static final String CONNECTS_UNTIL = "connects_until";

  /** The turn of a connection that catches up: until when it lasts. */
  public static final String CATCHING_UP_UNTIL = "catching_up_until";

  /** The table's TTL, in seconds since the epoch: all budgets of the row are whole by then. */
  public static final String EXPIRES_AT = "expires_at";

  private BudgetRow() {}
}

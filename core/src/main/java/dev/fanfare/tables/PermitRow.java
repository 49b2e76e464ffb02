package dev.fanfare.tables;

/**
 * Attributes of a row of the table {@code Permits}, with the hash key {@link #BUDGET_SECOND}: one
 * row per budget and second, one for the budget's level, and one for the backlog of clients.
 *
 * <pre>
 *   budget_second             rate  next  parts  changed_at     halved_at      booked_until      expires_at
 *   account#level                         32     1795346400123  1795346400123                    1795350000
 *   account#1795346400        8000  4160  32                                                     1795350000
 *   broadcast#b17#1795346400   250   125  64                                                     1795350000
 *   clients#backlog                                                            1795346400250000  1795432800
 * </pre>
 */
public final class PermitRow {
  public static final String BUDGET_SECOND = "budget_second";

  /** Posts per second. */
  public static final String RATE = "rate";

  /** Number of slots of the second that are drawn. */
  public static final String NEXT = "next";

  /** The usable part of the budget, in parts of 64. */
  public static final String PARTS = "parts";

  /** When the level changed, in milliseconds since the epoch. */
  public static final String CHANGED_AT = "changed_at";

  /** When the level was last halved, in milliseconds since the epoch. */
  public static final String HALVED_AT = "halved_at";

  /** Until when the clients' share is booked, in microseconds since the epoch. */
  public static final String BOOKED_UNTIL = "booked_until";

  /** The table's TTL, in seconds since the epoch. */
  public static final String EXPIRES_AT = Expiry.ATTRIBUTE;

  private PermitRow() {}
}

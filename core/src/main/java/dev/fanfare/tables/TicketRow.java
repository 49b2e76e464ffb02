package dev.fanfare.tables;

/**
 * Attributes of a row of the table {@code Tickets}: a ticket that a client has used. The hash key
 * is {@link #TICKET_ID}.
 */
public final class TicketRow {
  public static final String TICKET_ID = "ticket_id";

  /** The table's TTL, in seconds since the epoch: the ticket itself has expired by then. */
  public static final String EXPIRES_AT = Expiry.ATTRIBUTE;

  private TicketRow() {}
}

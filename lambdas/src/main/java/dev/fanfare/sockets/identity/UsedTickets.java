package dev.fanfare.sockets.identity;

/** Records used tickets. */
public interface UsedTickets {

  /**
   * Uses a ticket. Of several concurrent calls, exactly one succeeds.
   *
   * @param expiresAt how long to keep the record, in seconds since the epoch
   * @return false if the ticket has been used before
   */
  boolean use(String ticketId, long expiresAt);
}

package dev.fanfare.sockets.identity;

/** Which tickets have been used. */
public interface UsedTickets {

  /**
   * Uses a ticket; of any number at the same time, one is the first.
   *
   * @param expiresAt until when it must be remembered, in seconds since the epoch
   * @return false when it has been used before
   */
  boolean use(String ticketId, long expiresAt);
}

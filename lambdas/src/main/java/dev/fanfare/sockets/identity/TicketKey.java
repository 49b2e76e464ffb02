package dev.fanfare.sockets.identity;

/** The secret key that signs tickets. */
public interface TicketKey {
  byte[] bytes();
}

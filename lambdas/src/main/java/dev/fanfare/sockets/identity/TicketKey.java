package dev.fanfare.sockets.identity;

/** The secret that tickets are signed with. */
public interface TicketKey {
  byte[] bytes();
}

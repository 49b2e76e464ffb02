package dev.fanfare.sockets;

/** The sockets that are open at API Gateway. */
public interface OpenSockets {

  /**
   * Closes one; {@code $disconnect} follows.
   *
   * @return false when there is none
   */
  boolean close(String connectionId);
}

package dev.fanfare.sockets;

/** The open sockets of the WebSocket API. */
public interface OpenSockets {

  /**
   * Closes a socket; API Gateway then calls {@code $disconnect}.
   *
   * @return false if there is no such socket
   */
  boolean close(String connectionId);
}

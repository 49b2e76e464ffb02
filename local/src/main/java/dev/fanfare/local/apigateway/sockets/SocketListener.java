package dev.fanfare.local.apigateway.sockets;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** Receives the events of a client's socket, one at a time. */
public interface SocketListener {

  /** A frame of any kind arrived. */
  void active();

  void message(String text);

  /**
   * The client has ended the connection.
   *
   * @return false if it had already ended
   */
  boolean ended(Departure departure);

  /** The client violated a rule, and its connection must be closed. */
  void close(WebSocketCloseStatus status, String reason);
}

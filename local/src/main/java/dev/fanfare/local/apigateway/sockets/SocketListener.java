package dev.fanfare.local.apigateway.sockets;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** Hears what a client's socket does. Calls come one after another. */
public interface SocketListener {

  /** A frame came, of whatever kind. */
  void active();

  void message(String text);

  /**
   * The client has ended the connection.
   *
   * @return false when it had ended before
   */
  boolean ended(Departure departure);

  /** The client has broken a rule for which its connection is to be closed. */
  void close(WebSocketCloseStatus status, String reason);
}

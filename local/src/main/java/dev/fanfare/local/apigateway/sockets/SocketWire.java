package dev.fanfare.local.apigateway.sockets;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The server's end of one client's TCP connection, in this process or in one that holds it for us.
 * First it is decided whether it becomes a socket; the rest is for a socket only. Any thread may
 * call.
 */
public interface SocketWire {

  /** The reason of a close frame that ends an idle or old socket, or the gateway itself. */
  String GOING_AWAY = "Going away";

  String sourceIp();

  /** The port that the client came to. */
  int localPort();

  /**
   * Lets the client in.
   *
   * @param enter makes the connection one that can be posted to; runs before the client can know
   *     that it is let in, and such a post comes after the handshake's answer
   */
  void accept(Optional<String> subprotocol, SocketListener listener, Runnable enter);

  /**
   * Answers the handshake with this status and closes the TCP connection.
   *
   * @param body JSON; without one, the answer says no more than its status does
   */
  void refuse(HttpResponseStatus status, Optional<String> body);

  /**
   * Writes a text message.
   *
   * @return never fails
   */
  CompletableFuture<WriteResult> post(ByteBuf message);

  /** Writes a text message, unless the client does not read: it must not fill our memory. */
  void tell(String text);

  /** Sends a close frame; when the client has answered it, or a while later, TCP ends. */
  void close(WebSocketCloseStatus status, String reason);

  /**
   * The server ends: sends a close frame and ends TCP.
   *
   * @return completes when the frame is written
   */
  CompletableFuture<Void> leave();
}

package dev.fanfare.local.apigateway.sockets;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The server's end of one client's TCP connection, held by this process or by an edge. Call {@link
 * #accept} or {@link #refuse} first; the other methods are for accepted connections. Any thread may
 * call them.
 */
public interface SocketWire {

  /** The reason in the close frame of an idle or old socket, or when the gateway ends. */
  String GOING_AWAY = "Going away";

  /** Closes all sockets, and waits up to two seconds until the close frames are written. */
  static void leaveAll(Collection<? extends SocketWire> wires) {
    CompletableFuture.allOf(wires.stream().map(SocketWire::leave).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, Duration.ofSeconds(2).toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  String sourceIp();

  /** The port to which the client connected. */
  int localPort();

  /**
   * Accepts the handshake.
   *
   * @param enter registers the connection for posts; runs before the client gets the response, and
   *     later posts follow the response
   */
  void accept(Optional<String> subprotocol, SocketListener listener, Runnable enter);

  /**
   * Refuses the handshake with this status and closes the TCP connection.
   *
   * @param body JSON; if empty, the response contains the status's reason phrase
   */
  void refuse(HttpResponseStatus status, Optional<String> body);

  /**
   * Writes a text message.
   *
   * @return never fails
   */
  CompletableFuture<WriteResult> post(ByteBuf message);

  /** Writes a text message; drops it if the client does not read, to keep memory bounded. */
  void send(String text);

  /** Sends a close frame; TCP ends when the client replies, or after a few seconds. */
  void close(WebSocketCloseStatus status, String reason);

  /**
   * Sends a close frame and closes the TCP connection, because the server ends.
   *
   * @return completes when the frame is written
   */
  CompletableFuture<Void> leave();
}

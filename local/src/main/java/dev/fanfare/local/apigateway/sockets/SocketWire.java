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
 * The server's end of one client's TCP connection, held by this process or by an edge. {@link
 * #accept} or {@link #refuse} comes first; the other methods are for accepted connections. Any
 * thread may call.
 */
public interface SocketWire {

  /** The reason of a close frame that ends an idle or old socket, or the gateway itself. */
  String GOING_AWAY = "Going away";

  /** Closes all sockets, and waits two seconds at most until the close frames are written. */
  static void leaveAll(Collection<? extends SocketWire> wires) {
    CompletableFuture.allOf(wires.stream().map(SocketWire::leave).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, Duration.ofSeconds(2).toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  String sourceIp();

  /** The port that the client connected to. */
  int localPort();

  /**
   * Accepts the handshake.
   *
   * @param enter registers the connection for posts; runs before the client gets the response, and
   *     a post that comes after it follows the response
   */
  void accept(Optional<String> subprotocol, SocketListener listener, Runnable enter);

  /**
   * Answers the handshake with this status and closes the TCP connection.
   *
   * @param body JSON; without it, the response says what the status says
   */
  void refuse(HttpResponseStatus status, Optional<String> body);

  /**
   * Writes a text message.
   *
   * @return never fails
   */
  CompletableFuture<WriteResult> post(ByteBuf message);

  /** Writes a text message; drops it if the client does not read, to keep memory bounded. */
  void tell(String text);

  /** Sends a close frame; TCP ends when the client has replied, or a few seconds later. */
  void close(WebSocketCloseStatus status, String reason);

  /**
   * Sends a close frame and ends TCP, because the server ends.
   *
   * @return completes when the frame is written
   */
  CompletableFuture<Void> leave();
}

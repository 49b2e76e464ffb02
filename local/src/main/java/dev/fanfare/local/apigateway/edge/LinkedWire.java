package dev.fanfare.local.apigateway.edge;

import dev.fanfare.local.apigateway.link.Frame;
import dev.fanfare.local.apigateway.sockets.Departure;
import dev.fanfare.local.apigateway.sockets.SocketListener;
import dev.fanfare.local.apigateway.sockets.SocketWire;
import dev.fanfare.local.apigateway.sockets.WriteResult;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection that an edge holds. Keep it small: there may be tens of thousands. The lock
 * makes sure that the acceptance goes to the edge before the first post.
 */
final class LinkedWire implements SocketWire {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final Edge edge;
  private final long socket;
  private final String sourceIp;

  /** Null until the client is accepted. */
  private @Nullable SocketListener listener;

  private boolean isGone;

  LinkedWire(Edge edge, long socket, String sourceIp) {
    this.edge = edge;
    this.socket = socket;
    this.sourceIp = sourceIp;
  }

  @Override
  public String sourceIp() {
    return sourceIp;
  }

  @Override
  public int localPort() {
    return edge.port();
  }

  @Override
  public void accept(Optional<String> subprotocol, SocketListener chosen, Runnable enter) {
    boolean hasVanished;
    synchronized (this) {
      listener = chosen;
      hasVanished = isGone;
      enter.run();
      edge.send(new Frame.Accept(socket, subprotocol.orElse("")));
    }
    if (hasVanished) {
      chosen.ended(Departure.VANISHED);
    }
  }

  @Override
  public void refuse(HttpResponseStatus status, Optional<String> body) {
    edge.send(new Frame.Refuse(socket, status.code(), body.orElse("")));
    edge.forget(socket);
  }

  @Override
  public synchronized CompletableFuture<WriteResult> post(ByteBuf message) {
    return edge.post(socket, ByteBufUtil.getBytes(message));
  }

  @Override
  public synchronized void send(String text) {
    edge.send(new Frame.Post(socket, Frame.Post.NO_RESULT, text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close(WebSocketCloseStatus status, String reason) {
    edge.send(new Frame.Close(socket, status.code(), reason));
    edge.forget(socket);
  }

  /** When an edge ends, it sends the close frames itself. */
  @Override
  public CompletableFuture<Void> leave() {
    return DONE;
  }

  void active() {
    listener().ifPresent(SocketListener::active);
  }

  void message(String text) {
    listener().ifPresent(found -> found.message(text));
  }

  void ended(Departure departure) {
    Optional<SocketListener> current;
    synchronized (this) {
      isGone = true;
      current = Optional.ofNullable(listener);
    }
    current.ifPresent(found -> found.ended(departure));
  }

  private synchronized Optional<SocketListener> listener() {
    return Optional.ofNullable(listener);
  }
}

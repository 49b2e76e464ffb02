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
 * A TCP connection that an edge holds. There may be tens of thousands: keep it small. The lock
 * orders the frames to the edge: the acceptance comes before the first post.
 */
final class LinkedWire implements SocketWire {
  private static final CompletableFuture<Void> LEFT = CompletableFuture.completedFuture(null);

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
    boolean leftMeanwhile;
    synchronized (this) {
      listener = chosen;
      leftMeanwhile = isGone;
      enter.run();
      edge.send(new Frame.Accept(socket, subprotocol.orElse("")));
    }
    if (leftMeanwhile) {
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
  public synchronized void tell(String text) {
    edge.send(new Frame.Post(socket, Frame.Post.UNTOLD, text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close(WebSocketCloseStatus status, String reason) {
    edge.send(new Frame.Close(socket, status.code(), reason));
    edge.forget(socket);
  }

  /** An edge that ends sends the close frames itself. */
  @Override
  public CompletableFuture<Void> leave() {
    return LEFT;
  }

  void active() {
    listener().ifPresent(SocketListener::active);
  }

  void message(String text) {
    listener().ifPresent(told -> told.message(text));
  }

  void ended(Departure departure) {
    Optional<SocketListener> told;
    synchronized (this) {
      isGone = true;
      told = Optional.ofNullable(listener);
    }
    told.ifPresent(one -> one.ended(departure));
  }

  private synchronized Optional<SocketListener> listener() {
    return Optional.ofNullable(listener);
  }
}

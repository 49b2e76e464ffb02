package dev.fanfare.local.apigateway.edge;

import dev.fanfare.local.apigateway.link.Frame;
import dev.fanfare.local.apigateway.link.FrameLink;
import dev.fanfare.local.apigateway.sockets.Departure;
import dev.fanfare.local.apigateway.sockets.SocketListener;
import dev.fanfare.local.apigateway.sockets.SocketWire;
import dev.fanfare.local.apigateway.sockets.WriteResult;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One client at an edge. It sends the client's frames to the hub and executes the hub's decisions.
 *
 * @param hasEnded set by the side that ends first, which then informs the other
 */
record EdgeSocket(long number, SocketWire wire, FrameLink link, AtomicBoolean hasEnded)
    implements SocketListener {
  private static final CompletableFuture<WriteResult> GONE =
      CompletableFuture.completedFuture(WriteResult.GONE);

  EdgeSocket(long number, SocketWire wire, FrameLink link) {
    this(number, wire, link, new AtomicBoolean());
  }

  @Override
  public void active() {
    link.send(new Frame.Active(number));
  }

  @Override
  public void message(String text) {
    link.send(new Frame.Message(number, text));
  }

  @Override
  public boolean ended(Departure departure) {
    boolean isFirst = hasEnded.compareAndSet(false, true);
    if (isFirst) {
      link.send(
          new Frame.Ended(
              number, departure.cause().name(), departure.status(), departure.reason()));
    }
    return isFirst;
  }

  @Override
  public void close(WebSocketCloseStatus status, String reason) {
    ended(Departure.byServer(status.code(), reason));
    wire.close(status, reason);
  }

  /** Closes the socket for the hub, unless the client ended it first. */
  void closedByHub(int status, String reason) {
    if (hasEnded.compareAndSet(false, true)) {
      wire.close(WebSocketCloseStatus.valueOf(status), reason);
    }
  }

  CompletableFuture<WriteResult> post(byte[] message) {
    if (hasEnded.get()) {
      return GONE;
    }
    ByteBuf bytes = Unpooled.wrappedBuffer(message);
    try {
      return wire.post(bytes);
    } finally {
      bytes.release();
    }
  }
}

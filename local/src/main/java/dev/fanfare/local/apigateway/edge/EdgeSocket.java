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
 * One client at an edge: its frames go to the hub, and the hub's decisions are carried out on it.
 *
 * @param hasEnded the side that sets it first informs the other
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

  /** Carries out the hub's close, unless the client ended first. */
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

package dev.fanfare.local.apigateway.sockets;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles the frames of one open socket, on its event loop. */
final class SocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);

  private final SocketListener listener;
  private boolean closing;

  SocketHandler(SocketListener listener) {
    this.listener = listener;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    listener.active();
    if (frame instanceof CloseWebSocketFrame close) {
      closedByClient(ctx, close);
    } else if (closing) {
      return;
    } else if (frame instanceof PingWebSocketFrame ping) {
      pong(ctx, ping);
    } else if (frame instanceof TextWebSocketFrame text) {
      listener.message(text.text());
    } else if (frame instanceof BinaryWebSocketFrame) {
      close(WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "Binary frames are not supported");
    }
  }

  /** Ignores pings of a client that does not read, because replies would fill the memory. */
  private static void pong(ChannelHandlerContext ctx, PingWebSocketFrame ping) {
    if (ctx.channel().isWritable()) {
      ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
    }
  }

  /**
   * The frame may be the reply to the gateway's own close frame. Then the connection has ended
   * already, and a second close frame would be a protocol error (RFC 6455, 5.5.1).
   */
  private void closedByClient(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
    var departure = Departure.byClient(close.statusCode(), close.reasonText());
    if (listener.ended(departure)) {
      ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
    } else {
      ctx.close();
    }
  }

  /** The client has closed its half of the TCP connection without a close frame. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent
        || event instanceof ChannelInputShutdownReadComplete) {
      ctx.close();
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    listener.ended(Departure.VANISHED);
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof TooLongFrameException) {
      close(WebSocketCloseStatus.MESSAGE_TOO_BIG, "Message too long");
    } else if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      close(corrupted.closeStatus(), corrupted.closeStatus().reasonText());
      endOutput(ctx);
    } else if (cause instanceof IOException) {
      ctx.close(); // The client reset the connection; channelInactive follows.
    } else {
      LOG.error("Socket {} failed", ctx.channel(), cause);
      close(WebSocketCloseStatus.INTERNAL_SERVER_ERROR, "Internal server error");
    }
  }

  /**
   * After a corrupt frame, the gateway cannot read the client's close frame. It closes its half of
   * the connection instead, so that the client closes the other half.
   */
  private static void endOutput(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> ((DuplexChannel) ctx.channel()).shutdownOutput());
  }

  private void close(WebSocketCloseStatus status, String reason) {
    if (!closing) {
      closing = true;
      listener.close(status, reason);
    }
  }
}

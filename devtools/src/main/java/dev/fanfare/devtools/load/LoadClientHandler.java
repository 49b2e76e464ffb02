package dev.fanfare.devtools.load;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.concurrent.Promise;
import java.time.Clock;
import java.time.Instant;

/** Handles the handshake of one client and then its frames. */
final class LoadClientHandler extends SimpleChannelInboundHandler<Object> {
  /** Larger than the maximum message size of API Gateway. */
  static final int MAX_MESSAGE_BYTES = 256 * 1024;

  private final LoadClient client;
  private final WebSocketClientHandshaker handshaker;
  private final Promise<Integer> status;
  private final Clock clock;

  /**
   * @param status completes with the HTTP status of the handshake response, or fails if there is
   *     none
   */
  LoadClientHandler(
      LoadClient client,
      WebSocketClientHandshaker handshaker,
      Promise<Integer> status,
      Clock clock) {
    this.client = client;
    this.handshaker = handshaker;
    this.status = status;
    this.clock = clock;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    handshaker.handshake(ctx.channel());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Object message) {
    if (message instanceof FullHttpResponse response) {
      finishHandshake(ctx, response);
    } else if (message instanceof TextWebSocketFrame text) {
      client.received(epochMicros(), text.text());
    } else if (message instanceof PingWebSocketFrame ping) {
      ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
    } else if (message instanceof CloseWebSocketFrame close) {
      ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void finishHandshake(ChannelHandlerContext ctx, FullHttpResponse response) {
    int code = response.status().code();
    if (code == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
      handshaker.finishHandshake(ctx.channel(), response);
      ctx.pipeline().addBefore(ctx.name(), null, new WebSocketFrameAggregator(MAX_MESSAGE_BYTES));
      client.opened(ctx.channel());
    } else {
      ctx.close();
    }
    status.trySuccess(code);
  }

  private long epochMicros() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    status.tryFailure(
        new IllegalStateException("The connection ended before the handshake finished"));
    client.ended();
  }

  /** Closes the connection after any error. {@link #channelInactive} counts its end. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    status.tryFailure(cause);
    ctx.close();
  }
}

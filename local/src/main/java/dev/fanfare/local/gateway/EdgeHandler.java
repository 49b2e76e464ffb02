package dev.fanfare.local.gateway;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the one handshake of a TCP connection to the hub, and refuses it elsewhere. */
final class EdgeHandler extends SimpleChannelInboundHandler<HttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeHandler.class);

  private final String stage;
  private final Handshakes handshakes;
  private boolean asked;

  EdgeHandler(String stage, Handshakes handshakes) {
    this.stage = stage;
    this.handshakes = handshakes;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpRequest request) {
    if (asked || request.decoderResult().isFailure()) {
      ctx.close(); // No HTTP, or a client that talks before its handshake is answered.
      return;
    }
    asked = true;
    if (request instanceof FullHttpRequest full && isForSockets(request)) {
      handshakes.begin(ctx.channel(), full);
    } else {
      var answer = Answers.forbidden("Forbidden");
      HttpUtil.setKeepAlive(answer, false);
      ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private boolean isForSockets(HttpRequest request) {
    return LoopbackHost.accepts(request.headers().get(HttpHeaderNames.HOST))
        && RequestTarget.of(request.uri(), stage) instanceof RequestTarget.Sockets;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.error("A handshake failed", cause);
    }
    ctx.close();
  }
}

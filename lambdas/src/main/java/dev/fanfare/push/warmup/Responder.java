package dev.fanfare.push.warmup;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Responds 200 to nearly all requests. A few get the other responses of API Gateway, so that their
 * code is loaded and compiled as well. Used by one event loop.
 */
@Sharable
final class Responder extends SimpleChannelInboundHandler<HttpObject> {
  /** One response in this many is not 200: too few 429s to count as a wave. */
  private static final int SELDOM = 64;

  private static final List<HttpResponseStatus> OTHERS =
      List.of(
          HttpResponseStatus.GONE,
          HttpResponseStatus.TOO_MANY_REQUESTS,
          HttpResponseStatus.INTERNAL_SERVER_ERROR,
          HttpResponseStatus.FORBIDDEN);

  private int count;

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
    if (part instanceof LastHttpContent) {
      var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, next(), Unpooled.EMPTY_BUFFER);
      answer.headers().set("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
      answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
      ctx.writeAndFlush(answer, ctx.voidPromise());
    }
  }

  /** A pusher that ends may reset its connections, which needs no report. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private HttpResponseStatus next() {
    count++;
    return count % SELDOM == 0 ? OTHERS.get(count / SELDOM % OTHERS.size()) : HttpResponseStatus.OK;
  }
}

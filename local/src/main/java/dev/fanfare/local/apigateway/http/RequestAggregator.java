package dev.fanfare.local.apigateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request's body up to the limit. It passes on a request with a larger body without the
 * body, and drops the rest of the body.
 */
final class RequestAggregator extends HttpObjectAggregator {

  RequestAggregator(int maxBodyBytes) {
    super(maxBodyBytes);
  }

  /** Lets a client with {@code Expect: 100-continue} send its body, even if it is too large. */
  @Override
  protected @Nullable Object newContinueResponse(
      HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
    return HttpUtil.is100ContinueExpected(start)
        ? super.newContinueResponse(start, Integer.MAX_VALUE, pipeline)
        : null;
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
    HttpRequest request = (HttpRequest) oversized;
    ctx.fireChannelRead(
        new DefaultHttpRequest(
            request.protocolVersion(), request.method(), request.uri(), request.headers()));
  }
}

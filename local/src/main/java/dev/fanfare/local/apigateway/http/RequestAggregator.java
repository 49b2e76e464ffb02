package dev.fanfare.local.apigateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

/**
 * Gathers a request's body up to the limit. A request with a larger one is handed on without a
 * body, so that it is refused as any other request is; what the client still sends is thrown away.
 */
final class RequestAggregator extends HttpObjectAggregator {

  RequestAggregator(int maxBodyBytes) {
    super(maxBodyBytes);
  }

  /** Lets a client that asks first send its body, even one that is too large. */
  @Override
  protected Object newContinueResponse(
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

package dev.fanfare.bench.sink;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;

/** Responds to posts over HTTP/2. */
final class Http2Posts extends ChannelInboundHandlerAdapter {
  private final Posts posts;

  Http2Posts(Posts posts) {
    this.posts = posts;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof Http2DataFrame data) {
      context.write(
          new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes())
              .stream(data.stream()));
      if (data.isEndStream()) {
        take(context, data.stream());
      }
    } else if (message instanceof Http2HeadersFrame headers && headers.isEndStream()) {
      take(context, headers.stream());
    }
    ReferenceCountUtil.release(message);
  }

  private void take(ChannelHandlerContext context, Http2FrameStream stream) {
    posts.take(
        () -> {
          var ok = new DefaultHttp2Headers().status("200");
          context.writeAndFlush(new DefaultHttp2HeadersFrame(ok, true).stream(stream));
        });
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  /** Ignores the error, because it means that a client has closed its connection. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}

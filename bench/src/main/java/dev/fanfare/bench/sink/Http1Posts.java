package dev.fanfare.bench.sink;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/** Responds to posts over HTTP/1.1, always with the same bytes. */
final class Http1Posts extends ChannelInboundHandlerAdapter {
  private static final ByteBuf OK =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer()
              .writeBytes(
                  "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII)));

  private final Posts posts;

  Http1Posts(Posts posts) {
    this.posts = posts;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof LastHttpContent) {
      posts.take(() -> context.writeAndFlush(OK.duplicate(), context.voidPromise()));
    }
    ReferenceCountUtil.release(message);
  }

  /** Ignores the error, because it means that a client has closed its connection. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}

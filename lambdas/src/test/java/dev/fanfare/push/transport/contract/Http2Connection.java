package dev.fanfare.push.transport.contract;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Frame;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import java.util.HashMap;
import java.util.Map;

/** One connection at the HTTP/2 server: separates its streams and passes them to their replies. */
final class Http2Connection extends SimpleChannelInboundHandler<Http2Frame> {
  private final Http2Server server;
  private final int number;
  private final Map<Http2FrameStream, Http2Exchange> open = new HashMap<>();

  Http2Connection(Http2Server server, int number) {
    this.server = server;
    this.number = number;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Http2Frame frame) {
    if (frame instanceof Http2HeadersFrame headers) {
      begin(ctx, headers);
    } else if (frame instanceof Http2DataFrame data) {
      receive(ctx, data);
    } else if (frame instanceof Http2ResetFrame reset) {
      server.clientReset(open.remove(reset.stream()));
    }
  }

  private void begin(ChannelHandlerContext ctx, Http2HeadersFrame frame) {
    var head = new StringBuilder();
    var headers = frame.headers();
    head.append("%s %s HTTP/2\r\n".formatted(headers.method(), headers.path()));
    head.append("Host: %s\r\n".formatted(headers.authority()));
    headers.forEach(header -> head.append(header.getKey() + ": " + header.getValue() + "\r\n"));
    var exchange =
        new Http2Exchange(ctx, frame.stream(), new ReceivedRequest(number, head.toString()));
    open.put(frame.stream(), exchange);
    server.begun(exchange, open.size());
    if (server.replyTo(exchange).early()) {
      server.replyTo(exchange).to().accept(exchange);
    }
    if (frame.isEndStream()) {
      end(exchange, new byte[0]);
    }
  }

  private void receive(ChannelHandlerContext ctx, Http2DataFrame data) {
    Http2Exchange exchange = open.get(data.stream());
    if (exchange == null) {
      return;
    }
    byte[] bytes = ByteBufUtil.getBytes(data.content());
    if (server.givesWindow(exchange)) {
      ctx.writeAndFlush(
          new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes())
              .stream(data.stream()));
    }
    if (data.isEndStream()) {
      end(exchange, bytes);
    } else {
      exchange.receive(bytes, false);
    }
  }

  private void end(Http2Exchange exchange, byte[] lastBytes) {
    exchange.receive(lastBytes, true);
    open.remove(exchange.stream());
    Http2Reply reply = server.replyTo(exchange);
    if (!reply.early()) {
      reply.to().accept(exchange);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close(); // Clients may disconnect at any time.
  }
}

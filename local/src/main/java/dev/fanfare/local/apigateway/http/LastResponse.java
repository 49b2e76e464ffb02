package dev.fanfare.local.apigateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a TCP connection with a response. For a few seconds, it reads and drops further bytes from
 * the client: closing a connection with unread bytes resets it, and the reset can overtake the
 * response.
 */
public final class LastResponse extends ChannelInboundHandlerAdapter {
  private static final Duration LINGER = Duration.ofSeconds(5);

  private LastResponse() {}

  /** Must be called on the channel's event loop. */
  public static void send(Channel channel, FullHttpResponse answer) {
    answer.headers().add(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    channel.pipeline().addFirst(new LastResponse());
    channel
        .writeAndFlush(answer)
        .addListener(
            written -> {
              if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
                linger(duplex);
              } else {
                channel.close();
              }
            });
  }

  private static void linger(DuplexChannel channel) {
    channel.shutdownOutput();
    if (channel.isInputShutdown()) {
      channel.close();
      return;
    }
    channel.config().setAutoRead(true);
    channel.eventLoop().schedule(() -> channel.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object dropped) {
    ReferenceCountUtil.release(dropped);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}

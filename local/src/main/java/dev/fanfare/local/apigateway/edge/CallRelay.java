package dev.fanfare.local.apigateway.edge;

import dev.fanfare.local.apigateway.http.LastResponse;
import dev.fanfare.local.apigateway.http.LoopbackServer;
import dev.fanfare.local.apigateway.http.Responses;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the bytes of one TCP connection to another at the speed of the slower one. When one ends
 * or is reset, it ends or resets the other.
 */
final class CallRelay extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(CallRelay.class);

  private final Channel other;

  private CallRelay(Channel other) {
    this.other = other;
  }

  /**
   * Connects a client to the hub. Must be called on the client's event loop.
   *
   * @param connected runs before the client's bytes are read
   */
  static void begin(Channel client, int callsPort, Runnable connected) {
    client.config().setAutoRead(false);
    ChannelFuture connecting =
        new Bootstrap()
            .group(client.eventLoop())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .handler(new CallRelay(client))
            .connect(LoopbackServer.loopback(callsPort));
    Channel hub = connecting.channel();
    connecting.addListener(
        done -> {
          if (done.isSuccess()) {
            client.pipeline().addLast(new CallRelay(hub));
            connected.run();
            client.read();
            hub.read();
          } else {
            client.pipeline().addLast(new HttpResponseEncoder());
            LastResponse.send(client, Responses.message(HttpResponseStatus.SERVICE_UNAVAILABLE));
          }
        });
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    other
        .writeAndFlush(bytes)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                ctx.read();
              } else {
                ctx.close();
              }
            });
  }

  /** One side has closed its half of the connection but may still read. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      other
          .writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(flushed -> endHalf((DuplexChannel) ctx.channel(), (DuplexChannel) other));
    }
  }

  private static void endHalf(DuplexChannel ended, DuplexChannel other) {
    other.shutdownOutput();
    if (other.isInputShutdown()) {
      other.close();
      ended.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.error("Forwarding a call failed", cause);
    }
    if (other.isActive()) {
      other.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    other.close();
    ctx.close();
  }
}

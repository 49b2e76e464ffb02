package dev.fanfare.push.transport.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** Opens connections, and hands each to the pool once it may be posted on. */
final class Connector implements Pool.Opener {
  private final HttpTerms terms;
  private final Pool pool;
  private final Bootstrap bootstrap;

  Connector(HttpTerms terms, Pool pool, EventLoop loop) {
    this.terms = terms;
    this.pool = pool;
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(EventLoops.channel())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) terms.connectTimeout().toMillis())
            .handler(new Beginning(terms.isTls() ? new Tls(terms) : null));
  }

  @Override
  public void open() {
    bootstrap
        .connect(terms.endpoint().getHost(), terms.port())
        .addListener(
            (ChannelFuture connected) -> {
              if (!connected.isSuccess()) {
                pool.failed("no connection: " + connected.cause());
              }
            });
  }

  /** What every connection begins with. */
  private final class Beginning extends ChannelInitializer<Channel> {
    private final Tls tls;

    private Beginning(Tls tls) {
      this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (tls != null) {
        channel.pipeline().addLast(tls.handler(channel.alloc()));
      }
      channel.pipeline().addLast(new Handshake(tls != null));
    }
  }

  /** Waits until the connection stands, then gives way to what speaks the protocol agreed on. */
  private final class Handshake extends ChannelInboundHandlerAdapter {
    private final boolean isTls;
    private boolean isOver;

    private Handshake(boolean isTls) {
      this.isTls = isTls;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      if (!isTls) {
        succeed(ctx, false);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof SslHandshakeCompletionEvent handshake) {
        if (handshake.isSuccess()) {
          String protocol = ctx.pipeline().get(SslHandler.class).applicationProtocol();
          succeed(ctx, ApplicationProtocolNames.HTTP_2.equals(protocol));
        } else {
          fail(ctx, handshake.cause());
        }
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      fail(ctx, cause);
    }

    private void succeed(ChannelHandlerContext ctx, boolean isHttp2) {
      isOver = true;
      if (isHttp2) {
        var streams = new Http2Streams(pool);
        ctx.pipeline().replace(this, null, streams.handler());
        streams.begin(ctx);
      } else {
        var connection = new Http1Connection(pool);
        ctx.pipeline().replace(this, null, connection);
        pool.opened(connection);
      }
    }

    private void fail(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
      if (!isOver) {
        isOver = true;
        pool.failed("no TLS: " + cause);
      }
    }
  }
}

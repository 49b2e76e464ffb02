package dev.fanfare.push.transport.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** Opens connections, and hands each to the pool once it may be posted on. */
final class Connector implements Pool.Opener, AutoCloseable {
  private final HttpTerms terms;
  private final Pool pool;
  private final EventLoop loop;
  private final Tls tls;
  private final LoopBuffers buffers;
  private final Bootstrap bootstrap;
  private final ChannelGroup channels;

  Connector(HttpTerms terms, Pool pool, EventLoop loop) {
    this.terms = terms;
    this.pool = pool;
    this.loop = loop;
    this.channels = new DefaultChannelGroup(loop);
    this.buffers = new LoopBuffers(loop);
    this.tls = terms.isTls() ? new Tls(terms) : null;
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(EventLoops.channel())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.ALLOCATOR, buffers)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) terms.connectTimeout().toMillis())
            .handler(new Beginning());
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

  /** Closes whatever is open, and what is about to be. */
  @Override
  public void close() {
    channels.close().awaitUninterruptibly();
    loop.submit(buffers::close).syncUninterruptibly();
    if (tls != null) {
      tls.close();
    }
  }

  /** What every connection begins with. */
  private final class Beginning extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channels.add(channel);
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

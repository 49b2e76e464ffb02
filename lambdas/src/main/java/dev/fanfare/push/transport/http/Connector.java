package dev.fanfare.push.transport.http;

import dev.fanfare.push.transport.http.Addresses.Address;
import dev.fanfare.text.Reason;
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
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections and passes each to the pool when it is ready for posts. If one address of the
 * endpoint fails, it tries another; it reports a failure to the pool after all have failed.
 */
final class Connector implements AutoCloseable {
  /** The timeout while other addresses are left: most connections open within milliseconds. */
  private static final int NEXT_ADDRESS_MILLIS = 1_000;

  private final HttpSettings settings;
  private final Addresses addresses;
  private final Pool pool;
  private final EventLoop loop;
  private final @Nullable Tls tls;
  private final LoopBuffers buffers;
  private final Bootstrap bootstrap;
  private final ChannelGroup channels;

  Connector(HttpSettings settings, Addresses addresses, EventLoop loop) {
    this.settings = settings;
    this.addresses = addresses;
    this.loop = loop;
    this.channels = new DefaultChannelGroup(loop);
    this.buffers = new LoopBuffers(loop);
    this.tls = settings.isTls() ? new Tls(settings) : null;
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(EventLoops.channel())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.ALLOCATOR, buffers);
    this.pool = new Pool(settings, this);
  }

  /** Returns the pool that this connector opens connections for. */
  Pool pool() {
    return pool;
  }

  /** Opens a connection; then calls {@link Pool#opened} or {@link Pool#failed}. */
  void open() {
    open(new HashSet<>());
  }

  /** Looks up addresses again if that is due. */
  void refresh() {
    addresses.refresh();
  }

  /** Whether another address should take over one of this address's connections. */
  boolean isCrowded(Address address) {
    return addresses.isCrowded(address);
  }

  private void open(Set<Address> tried) {
    addresses.next(
        tried,
        (address, failure) -> {
          if (address == null) {
            pool.failed(failure);
          } else {
            connect(new Attempt(address, tried));
          }
        });
  }

  private void connect(Attempt attempt) {
    attempt.tried.add(attempt.address);
    int patience = (int) settings.connectTimeout().toMillis();
    if (addresses.hasOther(attempt.tried)) {
      patience = Math.min(NEXT_ADDRESS_MILLIS, patience);
    }
    bootstrap
        .clone()
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, patience)
        .handler(new ConnectionInitializer(attempt))
        .connect(new InetSocketAddress(attempt.address.ip(), settings.port()))
        .addListener(
            (ChannelFuture connected) -> {
              if (!connected.isSuccess()) {
                attempt.failed("no connection: " + connected.cause());
              }
            });
  }

  /** An attempt to open a connection to one address. */
  final class Attempt {
    private final Address address;
    private final Set<Address> tried;

    private Attempt(Address address, Set<Address> tried) {
      this.address = address;
      this.tried = tried;
    }

    /** The connection is ready for posts. */
    void opened(HttpConnection connection) {
      address.connected();
      pool.opened(connection, address);
    }

    /** The attempt has failed: tries another address, if there is one. */
    void failed(String reason) {
      addresses.failed(address);
      if (addresses.hasOther(tried)) {
        open(tried);
      } else {
        pool.failed(reason);
      }
    }
  }

  /** Closes all connections, including those that are being opened. */
  @Override
  public void close() {
    channels.close().awaitUninterruptibly();
    loop.submit(buffers::close).syncUninterruptibly();
    if (tls != null) {
      tls.close();
    }
  }

  /** Initializes every connection. */
  private final class ConnectionInitializer extends ChannelInitializer<Channel> {
    private final Attempt attempt;

    private ConnectionInitializer(Attempt attempt) {
      this.attempt = attempt;
    }

    @Override
    protected void initChannel(Channel channel) {
      channels.add(channel);
      attempt.address.connecting();
      channel.closeFuture().addListener(closed -> attempt.address.disconnected());
      if (tls != null) {
        channel.pipeline().addLast(tls.handler(channel.alloc()));
      }
      channel.pipeline().addLast(new Handshake(attempt, tls != null));
    }
  }

  /**
   * Waits until the connection is established, then installs the handler of the negotiated
   * protocol.
   */
  private final class Handshake extends ChannelInboundHandlerAdapter {
    private final Attempt attempt;
    private final boolean isTls;
    private boolean isOver;

    private Handshake(Attempt attempt, boolean isTls) {
      this.attempt = attempt;
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
        var streams = new Http2Streams(pool, attempt);
        ctx.pipeline().replace(this, null, streams.handler());
        streams.begin(ctx);
      } else {
        var connection = new Http1Connection(pool);
        ctx.pipeline().replace(this, null, connection);
        attempt.opened(connection);
      }
    }

    private void fail(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
      if (!isOver) {
        isOver = true;
        attempt.failed("no TLS: " + Reason.of(cause));
      }
    }
  }
}

package dev.fanfare.devtools.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** Opens one client's TCP connection and starts its handshake. */
final class ClientDialer implements AutoCloseable {
  private static final int DEFAULT_PORT = 80;
  private static final int MAX_REFUSAL_BYTES = 64 * 1024;

  private final EventLoopGroup loops;
  private final Optional<InetAddress> source;
  private final Clock clock;
  private final ChannelGroup dialled = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

  ClientDialer(EventLoopGroup loops, Optional<InetAddress> source, Clock clock) {
    this.loops = loops;
    this.source = source;
    this.clock = clock;
  }

  /**
   * Tries to connect once.
   *
   * @param status completes with the HTTP status of the response; if it fails, here or by a timeout
   *     of the caller, the TCP connection is closed
   */
  void dial(URI endpoint, LoadClient client, Promise<Integer> status) {
    int port = endpoint.getPort() < 0 ? DEFAULT_PORT : endpoint.getPort();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .remoteAddress(endpoint.getHost(), port)
            .handler(pipeline(UserEndpoint.of(endpoint, client.user()), client, status));
    source.ifPresent(address -> bootstrap.localAddress(new InetSocketAddress(address, 0)));
    ChannelFuture connecting = bootstrap.connect();
    dialled.add(connecting.channel());
    connecting.addListener(
        connected -> {
          if (!connected.isSuccess()) {
            status.tryFailure(connected.cause());
          }
        });
    status.addListener(
        answered -> {
          if (!answered.isSuccess()) {
            connecting.channel().close();
          }
        });
  }

  /** Closes all TCP connections, including those that are opened later. */
  @Override
  public void close() {
    dialled.close().awaitUninterruptibly();
  }

  private ChannelHandler pipeline(URI url, LoadClient client, Promise<Integer> status) {
    var handshaker =
        WebSocketClientHandshakerFactory.newHandshaker(
            url,
            WebSocketVersion.V13,
            null,
            false,
            new DefaultHttpHeaders(),
            LoadClientHandler.MAX_MESSAGE_BYTES);
    return new ChannelInitializer<SocketChannel>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        channel
            .pipeline()
            .addLast(new HttpClientCodec())
            .addLast(new HttpObjectAggregator(MAX_REFUSAL_BYTES))
            .addLast(new LoadClientHandler(client, handshaker, status, clock));
      }
    };
  }
}

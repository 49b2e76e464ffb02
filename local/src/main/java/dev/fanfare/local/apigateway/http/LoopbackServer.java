package dev.fanfare.local.apigateway.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The gateway's port and its event loops. */
public final class LoopbackServer implements AutoCloseable {
  /** Thousands of clients connect at once. The kernel reduces this to its own limit. */
  private static final int BACKLOG = 16_384;

  /** Small, so that the gateway notices a slow client before the kernel buffers megabytes. */
  private static final int SOCKET_SEND_BYTES = 64 * 1024;

  private final EventLoopGroup acceptor = loops(1, "gateway-acceptor");
  private final EventLoopGroup workers =
      loops(Math.max(2, Runtime.getRuntime().availableProcessors()), "gateway-worker");
  private final Channel channel;

  private LoopbackServer(int port, ServerBootstrap bootstrap) {
    ChannelFuture bound =
        bootstrap.group(acceptor, workers).bind(loopback(port)).awaitUninterruptibly();
    channel = bound.channel();
    if (!bound.isSuccess()) {
      close();
      throw portInUse(port, bound.cause());
    }
  }

  /**
   * @param clientBufferBytes maximum bytes that wait for a client; above it, the client is slow
   * @param pipelines adds handlers to the pipeline of each TCP connection
   */
  public static LoopbackServer start(
      int port, int clientBufferBytes, Consumer<ChannelPipeline> pipelines) {
    return new LoopbackServer(port, bootstrap(clientBufferBytes, pipelines));
  }

  /** Shares the port with other processes of the user; the kernel distributes the clients. */
  public static LoopbackServer startSharing(
      int port, int clientBufferBytes, Consumer<ChannelPipeline> pipelines) {
    return new LoopbackServer(
        port,
        bootstrap(clientBufferBytes, pipelines)
            .option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true));
  }

  private static ServerBootstrap bootstrap(
      int clientBufferBytes, Consumer<ChannelPipeline> pipelines) {
    var mark = new WriteBufferWaterMark(clientBufferBytes, clientBufferBytes);
    return new ServerBootstrap()
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childOption(ChannelOption.SO_SNDBUF, SOCKET_SEND_BYTES)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, mark)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel client) {
                pipelines.accept(client.pipeline());
              }
            });
  }

  private static EventLoopGroup loops(int threads, String name) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
  }

  public static UncheckedIOException portInUse(int port, Throwable cause) {
    return new UncheckedIOException(
        new IOException(
            "The WebSocket gateway cannot bind port %d of 127.0.0.1: %s"
                .formatted(port, cause.getMessage()),
            cause));
  }

  public static InetSocketAddress loopback(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    } catch (UnknownHostException impossible) {
      throw new AssertionError("four bytes are an address", impossible);
    }
  }

  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  public void every(long millis, Runnable work) {
    workers.scheduleAtFixedRate(work, millis, millis, TimeUnit.MILLISECONDS);
  }

  public void stopAccepting() {
    channel.close().awaitUninterruptibly();
  }

  @Override
  public void close() {
    acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    workers.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}

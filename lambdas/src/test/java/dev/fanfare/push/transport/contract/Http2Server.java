package dev.fanfare.push.transport.contract;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** An HTTP/2 endpoint on 127.0.0.1, over TLS with ALPN, with the behaviour that a test sets. */
final class Http2Server implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("http2-server", true), NioIoHandler.newFactory());
  private final Map<String, Http2Reply> replies = new ConcurrentHashMap<>();
  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<String> withoutWindow = ConcurrentHashMap.newKeySet();
  private final List<String> resetByClient = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger mostStreams = new AtomicInteger();
  private final Channel listening;

  private Http2Server(Http2Settings settings) {
    SslContext tls = tls();
    listening =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel client) {
                    client
                        .pipeline()
                        .addLast(tls.newHandler(client.alloc()))
                        .addLast(
                            Http2FrameCodecBuilder.forServer()
                                .initialSettings(settings)
                                .gracefulShutdownTimeoutMillis(0)
                                .build())
                        .addLast(new Http2Connection(Http2Server.this, accepted.incrementAndGet()));
                  }
                })
            .bind(new InetSocketAddress("127.0.0.1", 0))
            .syncUninterruptibly()
            .channel();
  }

  static Http2Server start() {
    return start(new Http2Settings().maxConcurrentStreams(100));
  }

  /**
   * @param settings the initial settings for each client
   */
  static Http2Server start(Http2Settings settings) {
    return new Http2Server(settings);
  }

  private static SslContext tls() {
    try {
      return SslContextBuilder.forServer(Certificates.TRUSTED.keys())
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  ApplicationProtocolConfig.Protocol.ALPN,
                  ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                  ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_2))
          .build();
    } catch (SSLException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  URI endpoint() {
    int port = ((InetSocketAddress) listening.localAddress()).getPort();
    return URI.create("https://localhost:%d/prod".formatted(port));
  }

  /** Sets the answer to later posts to a connection; the default is 200. */
  void script(String connectionId, Http2Reply reply) {
    replies.put(connectionId, reply);
  }

  /** The same, after the whole request has been read. */
  void script(String connectionId, Consumer<Http2Exchange> reply) {
    script(connectionId, Http2Reply.whenRead(reply));
  }

  /** Limits the client to its first window for posts to this connection. */
  void withholdWindow(String connectionId) {
    withoutWindow.add(connectionId);
  }

  List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  List<ReceivedRequest> requestsTo(String connectionId) {
    return requests.stream().filter(request -> request.id().equals(connectionId)).toList();
  }

  /** The number of accepted TCP connections. */
  int connections() {
    return accepted.get();
  }

  /** The maximum number of concurrent requests on one connection. */
  int mostStreams() {
    return mostStreams.get();
  }

  /** The ids of the posts that the client has cancelled with RST_STREAM. */
  List<String> resetByClient() {
    return List.copyOf(resetByClient);
  }

  void begun(Http2Exchange exchange, int streams) {
    requests.add(exchange.request());
    mostStreams.accumulateAndGet(streams, Math::max);
  }

  Http2Reply replyTo(Http2Exchange exchange) {
    return replies.getOrDefault(exchange.request().id(), Http2Script.STATUS_200.reply());
  }

  boolean givesWindow(Http2Exchange exchange) {
    return !withoutWindow.contains(exchange.request().id());
  }

  void clientReset(Http2Exchange exchange) {
    if (exchange != null) {
      resetByClient.add(exchange.request().id());
    }
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}

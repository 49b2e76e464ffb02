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

/** An HTTP/2 endpoint on 127.0.0.1, over TLS with ALPN, that does what a test says. */
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
   * @param settings what it tells each client at first
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

  /** How posts to a connection are answered from now on; 200 where nothing is said. */
  void script(String connectionId, Http2Reply reply) {
    replies.put(connectionId, reply);
  }

  /** The same, when the whole request has been read. */
  void script(String connectionId, Consumer<Http2Exchange> reply) {
    script(connectionId, Http2Reply.whenRead(reply));
  }

  /** Lets the client send a post to this connection no more than its first window. */
  void withholdWindow(String connectionId) {
    withoutWindow.add(connectionId);
  }

  List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  List<ReceivedRequest> requestsTo(String connectionId) {
    return requests.stream().filter(request -> request.id().equals(connectionId)).toList();
  }

  /** How many TCP connections were accepted. */
  int connections() {
    return accepted.get();
  }

  /** How many requests were under way on one connection at once, at most. */
  int mostStreams() {
    return mostStreams.get();
  }

  /** The ids of the posts that the client has given up by RST_STREAM. */
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

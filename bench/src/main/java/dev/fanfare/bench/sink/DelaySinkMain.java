package dev.fanfare.bench.sink;

import dev.fanfare.text.Json;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * A server with one thread that responds to every post with 200 after a fixed delay. Arguments: key
 * and certificate (PEM files), and the delay in milliseconds. It prints its ports, reads the
 * commands {@code count}, {@code arrivals} and {@code clear} from standard input, and ends when
 * standard input ends.
 */
public final class DelaySinkMain {
  private static final List<String> CIPHERS = List.of("TLS_AES_128_GCM_SHA256");

  private final EventLoop loop;
  private final Posts posts;
  private final Arrivals arrivals = new Arrivals();

  private DelaySinkMain(EventLoop loop, long delayMillis) {
    this.loop = loop;
    this.posts =
        new Posts(arrivals, new DelayLine(loop, TimeUnit.MILLISECONDS.toNanos(delayMillis)));
  }

  public static void main(String[] args) throws Exception {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, io());
    var sink = new DelaySinkMain(group.next(), Long.parseLong(args[2]));
    var key = new File(args[0]);
    var certificate = new File(args[1]);
    int http1 = sink.listen(group, tls(key, certificate, false), false);
    int http2 = sink.listen(group, tls(key, certificate, true), true);
    print(Map.of("http1", http1, "http2", http2));
    sink.handle();
    System.exit(0);
  }

  private static IoHandlerFactory io() {
    return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  private static SslContext tls(File key, File certificate, boolean http2) throws SSLException {
    var builder =
        SslContextBuilder.forServer(certificate, key)
            .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
            .protocols("TLSv1.3")
            .ciphers(CIPHERS);
    if (http2) {
      builder.applicationProtocolConfig(
          new ApplicationProtocolConfig(
              Protocol.ALPN,
              SelectorFailureBehavior.NO_ADVERTISE,
              SelectedListenerFailureBehavior.ACCEPT,
              "h2"));
    }
    return builder.build();
  }

  private int listen(EventLoopGroup group, SslContext tls, boolean http2)
      throws InterruptedException {
    Class<? extends ServerChannel> type =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    Channel listening =
        new ServerBootstrap()
            .group(group)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, 4096)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(pipeline(tls, http2))
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  private ChannelInitializer<Channel> pipeline(SslContext tls, boolean http2) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        var pipeline = channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        if (http2) {
          pipeline.addLast(new FlushConsolidationHandler(256, true));
          pipeline.addLast(Http2FrameCodecBuilder.forServer().build(), new Http2Posts(posts));
        } else {
          pipeline.addLast(new HttpRequestDecoder(), new Http1Posts(posts));
        }
      }
    };
  }

  private void handle() throws IOException, InterruptedException, ExecutionException {
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      switch (command) {
        case "count" -> print(loop.submit(() -> Map.of("posts", arrivals.posts())).get());
        case "arrivals" ->
            print(
                loop.submit(
                        () ->
                            Map.of(
                                "second", arrivals.fullestSecond(), "span", arrivals.fullestSpan()))
                    .get());
        case "clear" -> loop.submit(arrivals::clear).get();
        default -> throw new IllegalArgumentException("there is no command " + command);
      }
    }
  }

  private static void print(Map<String, ? extends Number> figures) throws IOException {
    System.out.println(Json.MAPPER.writeValueAsString(figures));
  }
}

package dev.fanfare.push.warmup;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * An endpoint inside this process, on 127.0.0.1. Like API Gateway, it uses TLS and speaks HTTP/1.1
 * or, if the client requests it by ALPN, HTTP/2.
 */
public final class LoopbackEndpoint implements AutoCloseable {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("rehearsal", true), NioIoHandler.newFactory());

  private final Responder responder = new Responder();
  private final X509Certificate certificate;
  private final int port;

  private LoopbackEndpoint(SelfSignedCertificate certificate) throws IOException {
    this.certificate = certificate.certificate();
    var bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(new ConnectionInitializer(tls(certificate)));
    var bound = bootstrap.bind(InetAddress.getLoopbackAddress(), 0).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close();
      throw new IOException("no endpoint on loopback", bound.cause());
    }
    this.port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  /**
   * @param now the time for the certificate
   */
  public static LoopbackEndpoint open(Instant now) throws IOException, GeneralSecurityException {
    return new LoopbackEndpoint(SelfSignedCertificate.make(now));
  }

  public URI address() {
    return URI.create("https://127.0.0.1:" + port + "/rehearsal");
  }

  /** Returns the endpoint's self-signed certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static SslContext tls(SelfSignedCertificate certificate) throws IOException {
    return SslContextBuilder.forServer(certificate.key(), certificate.certificate())
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2,
                ApplicationProtocolNames.HTTP_1_1))
        .build();
  }

  private final class ConnectionInitializer extends ChannelInitializer<Channel> {
    private final SslContext tls;

    private ConnectionInitializer(SslContext tls) {
      this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
      channel.pipeline().addLast(tls.newHandler(channel.alloc()), new Protocol());
    }
  }

  private final class Protocol extends ApplicationProtocolNegotiationHandler {
    private Protocol() {
      super(ApplicationProtocolNames.HTTP_1_1);
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
      ChannelPipeline pipeline = ctx.pipeline();
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        pipeline.addLast(
            Http2FrameCodecBuilder.forServer().build(),
            new Http2MultiplexHandler(new StreamInitializer()));
      } else {
        pipeline.addLast(new HttpServerCodec(), responder);
      }
    }

    /** Does not log the failure, because the client reports it. */
    @Override
    protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      handshakeFailure(ctx, cause);
    }
  }

  private final class StreamInitializer extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel stream) {
      stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true), responder);
    }
  }
}

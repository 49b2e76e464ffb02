package dev.fanfare.push.transport.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;

/** TLS to the endpoint. It always verifies the certificate and the host name. */
final class Tls implements AutoCloseable {
  /**
   * The maximum wait for TLS's close message to be sent before a connection closes. A peer that has
   * stopped reading never accepts it. Netty's default of 3 seconds would keep such a connection too
   * long.
   */
  private static final long CLOSE_MILLIS = 100;

  private final SslContext context;
  private final HttpSettings settings;

  Tls(HttpSettings settings) {
    this.settings = settings;
    this.context = context(settings);
  }

  SslHandler handler(ByteBufAllocator allocator) {
    // With the peer's name, the engine sends SNI and compares the name with the certificate.
    SslHandler handler =
        context.newHandler(allocator, settings.endpoint().getHost(), settings.port());
    handler.setHandshakeTimeoutMillis(settings.connectTimeout().toMillis());
    handler.setCloseNotifyFlushTimeoutMillis(CLOSE_MILLIS);
    return handler;
  }

  /** Releases BoringSSL's memory outside the heap. */
  @Override
  public void close() {
    ReferenceCountUtil.release(context);
  }

  private static SslContext context(HttpSettings settings) {
    var builder =
        SslContextBuilder.forClient()
            .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
            .protocols("TLSv1.3", "TLSv1.2")
            .endpointIdentificationAlgorithm("HTTPS");
    if (!settings.trusted().isEmpty()) {
      builder.trustManager(settings.trusted().toArray(new X509Certificate[0]));
    }
    if (settings.http2()) {
      builder.applicationProtocolConfig(
          new ApplicationProtocolConfig(
              ApplicationProtocolConfig.Protocol.ALPN,
              ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
              ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
              ApplicationProtocolNames.HTTP_2,
              ApplicationProtocolNames.HTTP_1_1));
    }
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException("no TLS to " + settings.endpoint(), e);
    }
  }
}

package dev.fanfare.push.transport.contract;

import dev.fanfare.config.AwsClients;
import dev.fanfare.push.signing.Credentials;
import dev.fanfare.push.transport.SdkTransport;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.push.transport.http.HttpSettings;
import dev.fanfare.push.transport.http.HttpTransport;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The transports that the contract applies to, and each one's server. */
enum TransportKind {
  /**
   * The transport as the pusher creates it, with one timeout for everything. It uses plain TCP,
   * because it cannot be configured to trust our authority.
   */
  SDK(false) {
    @Override
    Transport open(URI endpoint, Terms terms) {
      return new SdkTransport(
          new AwsClients(VARIABLES).connections(endpoint, terms.connections(), terms.shorter()));
    }
  },
  HTTP1(false) {
    @Override
    Transport open(URI endpoint, Terms terms) {
      return own(endpoint, terms, false);
    }
  },
  HTTP1_TLS(true) {
    @Override
    Transport open(URI endpoint, Terms terms) {
      return own(endpoint, terms, false);
    }
  },
  /** Supports HTTP/2; with a server that offers only HTTP/1.1, it falls back. */
  HTTP2(true, "http/1.1") {
    @Override
    Transport open(URI endpoint, Terms terms) {
      return own(endpoint, terms, true);
    }
  };

  static final String REGION = "eu-central-2";
  static final String ACCESS_KEY = "AKIDCONTRACT";
  static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  static final String SESSION_TOKEN = "IQoJb3JpZ2luX2VjE==/contract+token";

  private static final Map<String, String> VARIABLES =
      Map.of(
          "AWS_REGION", REGION,
          "AWS_ACCESS_KEY_ID", ACCESS_KEY,
          "AWS_SECRET_ACCESS_KEY", SECRET_KEY,
          "AWS_SESSION_TOKEN", SESSION_TOKEN,
          // Marks a local endpoint, so that the transport ignores the test machine's proxy.
          "AWS_ENDPOINT_URL_CONTRACT", "http://127.0.0.1");

  private final boolean secured;
  private final String[] protocols;

  /**
   * @param protocols the protocols that its test server offers through ALPN
   */
  TransportKind(boolean secured, String... protocols) {
    this.secured = secured;
    this.protocols = protocols;
  }

  static Transport own(URI endpoint, Terms terms, boolean http2) {
    return own(
        endpoint,
        terms,
        http2,
        InstantSource.system(),
        host -> List.of(InetAddress.getAllByName(host)));
  }

  /** Our own transport, with addresses that a test sets. */
  static Transport own(
      URI endpoint, Terms terms, boolean http2, InstantSource clock, HttpTransport.Lookup lookup) {
    var credentials = new Credentials(ACCESS_KEY, SECRET_KEY, SESSION_TOKEN);
    return new HttpTransport(
        new HttpSettings(
            endpoint,
            REGION,
            terms.connections(),
            http2,
            terms.connect(),
            terms.write(),
            terms.answer(),
            List.of(Certificates.authority())),
        () -> credentials,
        clock,
        lookup);
  }

  abstract Transport open(URI endpoint, Terms terms);

  /**
   * The number of connections a transport needs so that {@code connections} remain after {@code
   * lost} posts have timed out or were cut off right after the connect. The SDK's client loses the
   * connections of these posts.
   */
  int connectionsFor(int connections, int lost) {
    return this == SDK ? connections + lost : connections;
  }

  /** The SDK does not encode the @. The service accepts both forms, also in a signature. */
  String onWire(String target) {
    return this == SDK ? target.replace("%40", "@") : target;
  }

  /** The TLS settings of the HTTP/1.1 server for this transport. */
  Optional<ServerTls> tls() {
    return secured
        ? Optional.of(ServerTls.with(Certificates.TRUSTED, protocols))
        : Optional.empty();
  }
}

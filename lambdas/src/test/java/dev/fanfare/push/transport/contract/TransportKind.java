package dev.fanfare.push.transport.contract;

import dev.fanfare.config.AwsClients;
import dev.fanfare.push.signing.Credentials;
import dev.fanfare.push.transport.SdkTransport;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.push.transport.http.HttpTerms;
import dev.fanfare.push.transport.http.HttpTransport;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The transports that the contract binds, and the server that each speaks to. */
enum TransportKind {
  /**
   * As the pusher makes it, with one timeout for everything; over plain TCP, since it cannot be
   * told to trust our authority.
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
  /** Ready for HTTP/2; against a server that offers HTTP/1.1 alone, it falls back. */
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
          // Marks a stand-in: nothing goes by way of a proxy of whoever runs the tests.
          "AWS_ENDPOINT_URL_CONTRACT", "http://127.0.0.1");

  private final boolean secured;
  private final String[] protocols;

  /**
   * @param protocols what the server that it is tested on offers by ALPN
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

  /** Our own transport, with addresses that a test says. */
  static Transport own(
      URI endpoint, Terms terms, boolean http2, InstantSource clock, HttpTransport.Lookup lookup) {
    var credentials = new Credentials(ACCESS_KEY, SECRET_KEY, SESSION_TOKEN);
    return new HttpTransport(
        new HttpTerms(
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
   * How many connections it needs for as many to be left when so many posts have timed out, or were
   * cut off as soon as they had connected: the SDK's client has lost the connections of these.
   */
  int connectionsFor(int connections, int lost) {
    return this == SDK ? connections + lost : connections;
  }

  /** The SDK leaves the @ as it is; to the service, and in a signature, both forms are the same. */
  String onWire(String target) {
    return this == SDK ? target.replace("%40", "@") : target;
  }

  /** How the HTTP/1.1 server speaks that this transport is tested on. */
  Optional<ServerTls> tls() {
    return secured
        ? Optional.of(ServerTls.with(Certificates.TRUSTED, protocols))
        : Optional.empty();
  }
}

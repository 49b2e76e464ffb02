package dev.fanfare.push.transport.http;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * How the transport reaches its endpoint.
 *
 * @param endpoint {@code https://host[:port]/stage}, or without a path for a custom domain; {@code
 *     http} only serves stand-ins on one's own machine
 * @param region that the posts are signed for
 * @param connections most sockets to hold open, 1 to 1,000: Lambda grants 1,024 file descriptors
 * @param http2 whether to speak HTTP/2 where the endpoint offers it by ALPN
 * @param connectTimeout longest wait for a socket and its TLS handshake
 * @param writeTimeout longest wait for the endpoint to take one request
 * @param answerTimeout longest wait for the answer to one post, from when it was sent
 * @param trusted the certificates to trust; none for those of the platform
 */
public record HttpTerms(
    URI endpoint,
    String region,
    int connections,
    boolean http2,
    Duration connectTimeout,
    Duration writeTimeout,
    Duration answerTimeout,
    List<X509Certificate> trusted) {

  /**
   * @throws IllegalArgumentException when no post could be made on such terms
   */
  public HttpTerms {
    if (endpoint.getHost() == null || !(isTls(endpoint) || "http".equals(endpoint.getScheme()))) {
      throw new IllegalArgumentException(
          "endpoint is " + endpoint + ": it must be https://host[:port][/stage]");
    }
    if (connections < 1 || connections > 1_000) {
      throw new IllegalArgumentException(
          "connections is " + connections + ": it must be 1 to 1,000");
    }
    trusted = List.copyOf(trusted);
  }

  boolean isTls() {
    return isTls(endpoint);
  }

  int port() {
    return endpoint.getPort() >= 0 ? endpoint.getPort() : isTls() ? 443 : 80;
  }

  /** The Host header: with the port where it is not the scheme's own. */
  String host() {
    boolean isUsual = port() == (isTls() ? 443 : 80);
    return isUsual ? endpoint.getHost() : endpoint.getHost() + ":" + port();
  }

  /** The path that every connection id follows, as it goes over the wire. */
  String path() {
    String stage = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
    return (stage.endsWith("/") ? stage : stage + "/") + "%40connections/";
  }

  /** So often it is looked whether something takes too long. */
  Duration sweep() {
    long shortest =
        Math.min(
            connectTimeout.toMillis(), Math.min(writeTimeout.toMillis(), answerTimeout.toMillis()));
    return Duration.ofMillis(Math.max(5, Math.min(250, shortest / 10)));
  }

  private static boolean isTls(URI endpoint) {
    return "https".equals(endpoint.getScheme());
  }
}

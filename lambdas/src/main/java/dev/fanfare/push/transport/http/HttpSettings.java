package dev.fanfare.push.transport.http;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * How the transport reaches its endpoint.
 *
 * @param endpoint {@code https://host[:port]/stage}, or without a path for a custom domain; {@code
 *     http} is only for local stand-ins
 * @param region the region that the posts are signed for
 * @param connections the maximum number of open sockets, 1 to 1,000: Lambda allows 1,024 file
 *     descriptors
 * @param http2 whether to use HTTP/2 if the endpoint offers it by ALPN
 * @param connectTimeout the maximum wait for a socket and its TLS handshake
 * @param writeTimeout the maximum wait until the endpoint has received a request
 * @param answerTimeout the maximum wait for the response to a post, from when it was sent
 * @param trusted the trusted certificates; empty for the platform's
 */
public record HttpSettings(
    URI endpoint,
    String region,
    int connections,
    boolean http2,
    Duration connectTimeout,
    Duration writeTimeout,
    Duration answerTimeout,
    List<X509Certificate> trusted) {

  /**
   * @throws IllegalArgumentException if no post could be made with these settings
   */
  public HttpSettings {
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

  /** Returns the Host header, with the port if it is not the scheme's default. */
  String host() {
    boolean isUsual = port() == (isTls() ? 443 : 80);
    return isUsual ? endpoint.getHost() : endpoint.getHost() + ":" + port();
  }

  /** Returns the request path before the connection id. */
  String path() {
    String stage = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
    return (stage.endsWith("/") ? stage : stage + "/") + "%40connections/";
  }

  /** Returns the interval at which timeouts are checked. */
  Duration sweep() {
    long shortest =
        Math.min(
            connectTimeout.toMillis(), Math.min(writeTimeout.toMillis(), answerTimeout.toMillis()));
    return Duration.ofMillis(Math.max(5, Math.min(50, shortest / 10)));
  }

  private static boolean isTls(URI endpoint) {
    return "https".equals(endpoint.getScheme());
  }
}

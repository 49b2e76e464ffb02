package dev.fanfare.push;

import dev.fanfare.config.Variables;
import dev.fanfare.config.YoungSeconds;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The configuration of the pusher.
 *
 * @param endpoint the endpoint of the WebSocket API, including the stage
 * @param permitsTable the table from which all pushers draw their permits
 * @param progressTable the table to which pushers write their progress
 * @param retention how long progress is kept
 * @param transport the transport that posts: {@value #HTTP1}, {@value #HTTP2} or {@value #SDK}
 */
public record PushConfig(
    String bucket,
    URI endpoint,
    String permitsTable,
    String progressTable,
    Duration retention,
    String transport,
    PostRates rates,
    PushSettings settings) {

  /** Fanfare's own transport over HTTP/1.1. */
  public static final String HTTP1 = "http1";

  /** Fanfare's own transport over HTTP/2 if the endpoint offers it; otherwise over HTTP/1.1. */
  public static final String HTTP2 = "http2";

  /** The AWS SDK's client, as a reference. */
  public static final String SDK = "sdk";

  /** The maximum wait for a socket to the endpoint, including its TLS handshake. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** The maximum wait until the endpoint has received a request. */
  static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);

  /**
   * The maximum wait for the response to a post. A post that timed out may have been delivered and
   * may arrive twice, so the timeout is generous. It must still fit into the deadline's reserve.
   */
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  /** Each concurrent post may hold a socket, and Lambda allows 1,024 file descriptors. */
  private static final int MAX_IN_FLIGHT = 900;

  /**
   * @throws dev.fanfare.config.ConfigurationException with all invalid or missing variables
   */
  public static PushConfig from(Map<String, String> environment) {
    var variables = new Variables(environment);
    var config = read(variables);
    variables.check();
    return config;
  }

  /** Reads the configuration; the caller then checks the variables. */
  public static PushConfig read(Variables variables) {
    return new PushConfig(
        variables.text("BROADCAST_BUCKET"),
        variables.address("CONNECTIONS_ENDPOINT"),
        variables.text("PERMITS_TABLE"),
        variables.text("PROGRESS_TABLE"),
        Duration.ofDays(variables.number("RETENTION_DAYS", 1, 3650)),
        variables.choice("TRANSPORT", List.of(HTTP1, HTTP2, SDK)),
        new PostRates(
            variables.number("ACCOUNT_POST_RATE", 1, 1_000_000),
            variables.number("POST_RATE_PERCENT", 1, 100),
            variables.number("CLIENT_RATE_PERCENT", 1, 100)),
        new PushSettings(
            variables.number("POSTS_IN_FLIGHT", 1, MAX_IN_FLIGHT),
            variables.number("POST_ATTEMPTS", 1, 20),
            YoungSeconds.of(variables),
            BackOff.DEFAULT));
  }
}

package dev.fanfare.push;

import dev.fanfare.config.Variables;
import dev.fanfare.push.permits.Budget;
import dev.fanfare.request.Priority;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the pusher is set up.
 *
 * @param endpoint of the WebSocket API, stage included
 * @param permitsTable where all pushers draw their permits
 * @param progressTable where pushers leave how far they are
 * @param retention how long that is kept
 * @param transport what posts: {@value #HTTP1}, {@value #HTTP2} or {@value #SDK}
 * @param accountPostRate requests per second that API Gateway grants the account
 * @param postRatePercent the share of them that broadcasts may take
 * @param clientRatePercent the share of those that clients may take
 * @param inFlight posts under way at the same time, of one pusher
 * @param attempts posts to one connection before it is given up
 * @param young how long a connection may answer 410 because it is not open yet
 */
public record PushConfig(
    String bucket,
    URI endpoint,
    String permitsTable,
    String progressTable,
    Duration retention,
    String transport,
    int accountPostRate,
    int postRatePercent,
    int clientRatePercent,
    int inFlight,
    int attempts,
    Duration young) {

  /** Fanfare's own transport over HTTP/1.1. */
  public static final String HTTP1 = "http1";

  /** The same over HTTP/2 where the endpoint offers it, else over HTTP/1.1. */
  public static final String HTTP2 = "http2";

  /** The AWS SDK's own client, the reference. */
  public static final String SDK = "sdk";

  private static final double BOOKED_SECONDS = 0.1;

  /** Longest wait for a socket to the endpoint, its TLS handshake included. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Longest wait for the endpoint to take one request. */
  static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);

  /**
   * Longest wait for the answer to one post. What is given up may have been delivered all the same
   * and comes twice then, so it is generous; but answers under way must fit into what the deadline
   * keeps in reserve.
   */
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  /** Each post under way may hold a socket, and Lambda grants 1,024 file descriptors. */
  private static final int MAX_IN_FLIGHT = 900;

  /**
   * @throws dev.fanfare.config.ConfigurationException telling all that is wrong
   */
  public static PushConfig from(Map<String, String> environment) {
    var variables = new Variables(environment);
    var config = read(variables);
    variables.check();
    return config;
  }

  /** Reads it, and leaves it to the caller to check the variables. */
  public static PushConfig read(Variables variables) {
    return new PushConfig(
        variables.text("BROADCAST_BUCKET"),
        variables.address("CONNECTIONS_ENDPOINT"),
        variables.text("PERMITS_TABLE"),
        variables.text("PROGRESS_TABLE"),
        Duration.ofDays(variables.number("RETENTION_DAYS", 1, 3650)),
        variables.choice("TRANSPORT", List.of(HTTP1, HTTP2, SDK)),
        variables.number("ACCOUNT_POST_RATE", 1, 1_000_000),
        variables.number("POST_RATE_PERCENT", 1, 100),
        variables.number("CLIENT_RATE_PERCENT", 1, 100),
        variables.number("POSTS_IN_FLIGHT", 1, MAX_IN_FLIGHT),
        variables.number("POST_ATTEMPTS", 1, 20),
        Duration.ofSeconds(variables.number("YOUNG_SECONDS", 0, 60)));
  }

  PushTerms terms() {
    return new PushTerms(inFlight, attempts, young, BackOff.DEFAULT);
  }

  /** What all broadcasts together may post. */
  Budget budget() {
    return Budget.ofAccount(accountPostRate * postRatePercent / 100.0);
  }

  /** What a broadcast's posts need besides: of low priority, a permit out of the clients' part. */
  public Optional<Budget> ownBudget(Priority priority) {
    return priority == Priority.LOW
        ? Optional.of(Budget.ofClients(budget().rate() * clientRatePercent / 100))
        : Optional.empty();
  }

  /**
   * The same for posts that are booked already ({@link dev.fanfare.push.permits.ClientBacklog}): so
   * many that they take a tenth of a second of the clients' part need no permit out of it. With one
   * they would be spread over that time, and come later for nothing: it is the booking that bounds
   * them.
   */
  Optional<Budget> ownBudgetOfBooked(Priority priority, int posts) {
    return ownBudget(priority).filter(clients -> posts > clients.rate() * BOOKED_SECONDS);
  }
}

package dev.fanfare.push;

import dev.fanfare.config.Variables;
import dev.fanfare.push.permits.Budget;
import dev.fanfare.request.Priority;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the pusher.
 *
 * @param endpoint the endpoint of the WebSocket API, including the stage
 * @param permitsTable the table from which all pushers draw their permits
 * @param progressTable the table to which pushers write their progress
 * @param retention how long progress is kept
 * @param transport the transport that posts: {@value #HTTP1}, {@value #HTTP2} or {@value #SDK}
 * @param accountPostRate API Gateway's request quota of the account, per second
 * @param postRatePercent the share of the quota that broadcasts may use
 * @param clientRatePercent the share of the broadcasts' rate that clients may use
 * @param inFlight the maximum number of concurrent posts per pusher
 * @param attempts the maximum number of posts to one connection
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

  /** Fanfare's own transport over HTTP/2 if the endpoint offers it; otherwise over HTTP/1.1. */
  public static final String HTTP2 = "http2";

  /** The AWS SDK's client, as a reference. */
  public static final String SDK = "sdk";

  private static final double BOOKED_SECONDS = 0.1;

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

  /** Returns the budget of all broadcasts together. */
  Budget budget() {
    return Budget.ofAccount(accountPostRate * postRatePercent / 100.0);
  }

  /**
   * Returns the additional budget of a broadcast: with low priority, its posts also need permits
   * from the clients' share.
   */
  public Optional<Budget> ownBudget(@Nullable Priority priority) {
    return priority == Priority.LOW
        ? Optional.of(Budget.ofClients(budget().rate() * clientRatePercent / 100))
        : Optional.empty();
  }

  /**
   * Returns the additional budget of posts that are already booked ({@link
   * dev.fanfare.push.permits.ClientBacklog}). If they need less than a tenth of a second of the
   * clients' share, they need no permit from it: the booking already limits them, and permits would
   * only delay them.
   */
  Optional<Budget> ownBudgetOfBooked(Priority priority, int posts) {
    return ownBudget(priority).filter(clients -> posts > clients.rate() * BOOKED_SECONDS);
  }
}

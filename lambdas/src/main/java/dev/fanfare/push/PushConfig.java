package dev.fanfare.push;

import dev.fanfare.config.Variables;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How the pusher is set up.
 *
 * @param endpoint of the WebSocket API, stage included
 * @param accountPostRate requests per second that API Gateway grants the account
 * @param postRatePercent the share of them that broadcasts may take
 * @param inFlight posts under way at the same time, of one pusher
 * @param attempts posts to one connection before it is given up
 * @param young how long a connection may answer 410 because it is not open yet
 */
record PushConfig(
    String bucket,
    URI endpoint,
    int accountPostRate,
    int postRatePercent,
    int inFlight,
    int attempts,
    Duration young) {

  /**
   * Longest wait for the answer to one post. What is given up may have been delivered all the same
   * and comes twice then, so it is generous; but answers under way must fit into what the deadline
   * keeps in reserve.
   */
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  /** Each post under way may hold a socket, and Lambda grants 1,024 file descriptors. */
  private static final int MOST_IN_FLIGHT = 900;

  /**
   * @throws dev.fanfare.config.ConfigurationException telling all that is wrong
   */
  static PushConfig from(Map<String, String> environment) {
    var variables = new Variables(environment);
    var config =
        new PushConfig(
            variables.text("BROADCAST_BUCKET"),
            variables.address("CONNECTIONS_ENDPOINT"),
            variables.number("ACCOUNT_POST_RATE", 1, 1_000_000),
            variables.number("POST_RATE_PERCENT", 1, 100),
            variables.number("POSTS_IN_FLIGHT", 1, MOST_IN_FLIGHT),
            variables.number("POST_ATTEMPTS", 1, 20),
            Duration.ofSeconds(variables.number("YOUNG_SECONDS", 0, 60)));
    variables.check();
    return config;
  }

  /** The terms for one of several pushers at work: each takes an even part of the budget. */
  PushTerms terms(int pushers) {
    double budget = accountPostRate * postRatePercent / 100.0;
    return new PushTerms(budget / Math.max(1, pushers), inFlight, attempts, young, BackOff.DEFAULT);
  }
}

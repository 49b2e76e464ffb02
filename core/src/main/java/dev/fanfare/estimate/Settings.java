package dev.fanfare.estimate;

import dev.fanfare.request.Priority;
import dev.fanfare.request.Request;
import java.util.OptionalInt;

/**
 * What an operator has set, by the names of the template's parameters.
 *
 * @param accountPostRate requests per second that the account is said to have
 * @param postRatePercent the share of them that broadcasts may take
 * @param clientRatePercent the share of those that clients may take
 * @param shardSize connections per shard
 * @param pushConcurrency pushers of one broadcast at the same time
 * @param postsInFlight posts of one pusher at the same time
 * @param pushTimeoutSeconds longest life of one call of the pusher
 */
public record Settings(
    int accountPostRate,
    int postRatePercent,
    int clientRatePercent,
    int shardSize,
    int pushConcurrency,
    int postsInFlight,
    int pushTimeoutSeconds) {
  public static final int MAX_CONCURRENCY = 1_000;
  public static final int MAX_SHARD_SIZE = 100_000;

  public Settings {
    if (Math.min(
            Math.min(Math.min(accountPostRate, postRatePercent), clientRatePercent),
            Math.min(Math.min(shardSize, pushConcurrency), postsInFlight))
        < 1) {
      throw new IllegalArgumentException("settings must be positive");
    }
  }

  /** Posts per second that all broadcasts together may make. */
  public double budget() {
    return accountPostRate * postRatePercent / 100.0;
  }

  /** Posts per second, at most, that a request asks for, or that its priority leaves it. */
  public OptionalInt rateOf(Request request) {
    return request.priority() == Priority.LOW
        ? OptionalInt.of((int) Math.max(1, budget() * clientRatePercent / 100))
        : request.rate();
  }

  /**
   * The same settings with another rate.
   *
   * @param rate requests per second of the account
   * @param percent the share of them that broadcasts may take
   */
  public Settings withRate(int rate, int percent) {
    return new Settings(
        rate,
        percent,
        clientRatePercent,
        shardSize,
        pushConcurrency,
        postsInFlight,
        pushTimeoutSeconds);
  }

  /**
   * The same settings with other pushers.
   *
   * @param pushers of one broadcast at the same time
   * @param size connections per shard
   */
  public Settings withPushers(int pushers, int size) {
    return new Settings(
        accountPostRate,
        postRatePercent,
        clientRatePercent,
        size,
        pushers,
        postsInFlight,
        pushTimeoutSeconds);
  }
}

package dev.fanfare.estimate;

import dev.fanfare.request.Priority;
import dev.fanfare.request.Request;
import java.util.OptionalInt;

/**
 * The operator's settings, named after the template's parameters.
 *
 * @param accountPostRate requests per second assumed for the account, at least 1
 * @param postRatePercent share of {@code accountPostRate} that broadcasts may use, from 1 to 100
 * @param clientRatePercent share of the broadcasts' rate that clients may use, from 1 to 100
 * @param shardSize connections per shard, from 1 to {@link #MAX_SHARD_SIZE}
 * @param pushConcurrency concurrent pushers of one broadcast, from 1 to {@link #MAX_CONCURRENCY}
 * @param postsInFlight concurrent posts of one pusher, at least 1
 * @param pushTimeoutSeconds timeout of one pusher call, in seconds
 * @throws IllegalArgumentException if a value other than the timeout is below 1
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

  /** Maximum posts per second of all broadcasts together. */
  public double budget() {
    return accountPostRate * postRatePercent / 100.0;
  }

  /** Maximum posts per second of a request, from its own rate or its priority. */
  public OptionalInt rateOf(Request request) {
    return request.priority() == Priority.LOW
        ? OptionalInt.of((int) Math.max(1, budget() * clientRatePercent / 100))
        : request.rate();
  }

  /**
   * A copy with another rate.
   *
   * @param rate requests per second of the account
   * @param percent share of {@code rate} that broadcasts may use
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
   * A copy with other pushers.
   *
   * @param pushers concurrent pushers of one broadcast
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

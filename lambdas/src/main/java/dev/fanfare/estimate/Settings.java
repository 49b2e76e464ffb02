package dev.fanfare.estimate;

import dev.fanfare.broadcast.Priority;
import dev.fanfare.broadcast.Request;
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
  static final int MAX_CONCURRENCY = 1_000;
  static final int MAX_SHARD_SIZE = 100_000;

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

  Settings withRate(int rate, int percent) {
    return new Settings(
        rate,
        percent,
        clientRatePercent,
        shardSize,
        pushConcurrency,
        postsInFlight,
        pushTimeoutSeconds);
  }

  Settings withPushers(int pushers, int size) {
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

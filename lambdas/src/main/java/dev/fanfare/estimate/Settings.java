package dev.fanfare.estimate;

/**
 * What an operator has set, by the names of the template's parameters.
 *
 * @param accountPostRate requests per second that the account is said to have
 * @param postRatePercent the share of them that broadcasts may take
 * @param shardSize connections per shard
 * @param pushConcurrency pushers of one broadcast at the same time
 * @param postsInFlight posts of one pusher at the same time
 * @param pushTimeoutSeconds longest life of one call of the pusher
 */
public record Settings(
    int accountPostRate,
    int postRatePercent,
    int shardSize,
    int pushConcurrency,
    int postsInFlight,
    int pushTimeoutSeconds) {
  static final int HIGHEST_CONCURRENCY = 1_000;
  static final int LARGEST_SHARD = 100_000;

  public Settings {
    if (Math.min(
            Math.min(accountPostRate, postRatePercent),
            Math.min(Math.min(shardSize, pushConcurrency), postsInFlight))
        < 1) {
      throw new IllegalArgumentException("settings must be positive");
    }
  }

  /** Posts per second that all broadcasts together may make. */
  public double budget() {
    return accountPostRate * postRatePercent / 100.0;
  }

  Settings withRate(int rate, int percent) {
    return new Settings(
        rate, percent, shardSize, pushConcurrency, postsInFlight, pushTimeoutSeconds);
  }

  Settings withPushers(int pushers, int size) {
    return new Settings(
        accountPostRate, postRatePercent, size, pushers, postsInFlight, pushTimeoutSeconds);
  }
}

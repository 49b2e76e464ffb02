package dev.fanfare.estimate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;

/**
 * How long a broadcast takes and what it costs if every connection accepts the first post. Its JSON
 * is one flat object.
 *
 * @param basis the source of the times, for display
 */
public record Estimate(
    @JsonUnwrapped Size size,
    @JsonUnwrapped Pace pace,
    @JsonUnwrapped Times times,
    @JsonUnwrapped Cost cost,
    String basis) {

  /**
   * @param connections size of the audience, which equals the number of posts
   * @param messageBytes size of the message, in bytes
   * @param shards number of shards
   */
  public record Size(long connections, int messageBytes, long shards) {}

  /**
   * @param pushers number of concurrent pushers
   * @param postsPerSecond rate while pushing
   * @param allowedPostsPerSecond limit by rate, share and quota alone, before the two percent that
   *     permits cost
   * @param postsUnderWay maximum number of concurrent posts
   * @param binds the limit that determines the duration
   */
  public record Pace(
      int pushers,
      double postsPerSecond,
      double allowedPostsPerSecond,
      long postsUnderWay,
      Binding binds) {}

  /**
   * Durations in milliseconds.
   *
   * @param millis duration of each step
   * @param reachedMillis until the last post is answered
   * @param reportedMillis until the report is written; the report's {@code tookMillis}
   * @param totalMillis duration of the whole execution
   * @param floorMillis lower bound at any settings, given the account's quota and burst
   */
  public record Times(
      Steps millis, long reachedMillis, long reportedMillis, long totalMillis, long floorMillis) {

    static Times of(Steps steps, long floorMillis) {
      return new Times(steps, steps.reached(), steps.reported(), steps.total(), floorMillis);
    }
  }

  /**
   * @param usd cost by service, in USD
   * @param totalUsd sum of {@code usd}
   */
  public record Cost(Map<String, Double> usd, double totalUsd) {}
}

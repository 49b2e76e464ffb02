package dev.fanfare.estimate;

import java.util.Map;

/**
 * How long a broadcast takes and what it costs if every connection accepts the first post.
 *
 * @param connections size of the audience, which equals the number of posts
 * @param messageBytes size of the message, in bytes
 * @param shards number of shards
 * @param pushers number of concurrent pushers
 * @param postsPerSecond rate while pushing
 * @param allowedPostsPerSecond limit by rate, share and quota alone, before the two percent that
 *     permits cost
 * @param postsUnderWay maximum number of concurrent posts
 * @param binds the limit that determines the duration
 * @param millis duration of each step
 * @param reachedMillis until the last post is answered
 * @param reportedMillis until the report is written; the report's {@code tookMillis}
 * @param totalMillis duration of the whole execution
 * @param floorMillis lower bound at any settings, given the account's quota and burst
 * @param usd cost by service
 * @param totalUsd sum of {@code usd}
 * @param basis the source of the times
 */
public record Estimate(
    long connections,
    int messageBytes,
    long shards,
    int pushers,
    double postsPerSecond,
    double allowedPostsPerSecond,
    long postsUnderWay,
    Binding binds,
    Steps millis,
    long reachedMillis,
    long reportedMillis,
    long totalMillis,
    long floorMillis,
    Map<String, Double> usd,
    double totalUsd,
    String basis) {}

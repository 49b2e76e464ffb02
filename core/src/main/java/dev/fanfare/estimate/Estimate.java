package dev.fanfare.estimate;

import java.util.Map;

/**
 * How long a broadcast takes and what it costs, if every connection takes the message at the first
 * post.
 *
 * @param connections of the audience, which is how many posts there are
 * @param messageBytes of what each is sent
 * @param shards lists that they are in
 * @param pushers at work at the same time
 * @param postsPerSecond while it pushes
 * @param allowedPostsPerSecond by rate, share and quota alone, before permits' two per cent
 * @param postsUnderWay that may wait for their answer at once
 * @param binds what decides over that
 * @param millis of each step
 * @param reachedMillis until the last post is answered
 * @param reportedMillis until the report is written: what its {@code tookMillis} counts
 * @param totalMillis of the whole execution
 * @param floorMillis below which no setting gets, since the account's quota and burst forbid it
 * @param usd by service
 * @param totalUsd their sum
 * @param basis where the times are known from
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

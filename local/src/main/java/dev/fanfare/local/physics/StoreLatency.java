package dev.fanfare.local.physics;

import java.util.random.RandomGenerator;

/**
 * How long calls of S3 take.
 *
 * <p>Source: docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html, and
 * AmazonS3/latest/API/API_ListObjectsV2.html for the page.
 */
public final class StoreLatency {
  /** Maximum number of keys that one call lists. */
  public static final int PAGE_KEYS = 1_000;

  private final Latency latency;
  private final LimitMeter meter;

  public StoreLatency(Physics physics) {
    this.latency = physics.settings().latency(PhysicsNumber.S3_MIN, PhysicsNumber.S3_MAX);
    this.meter = physics.meter();
  }

  /** The duration of one call, in nanoseconds. */
  public long call(RandomGenerator random) {
    return meter.waited(Limit.S3, latency.draw(random));
  }

  /** The duration of listing so many keys, page after page, in nanoseconds. */
  public long list(long keys, RandomGenerator random) {
    long nanos = call(random);
    for (long listed = PAGE_KEYS; listed < keys; listed += PAGE_KEYS) {
      nanos += call(random);
    }
    return nanos;
  }
}

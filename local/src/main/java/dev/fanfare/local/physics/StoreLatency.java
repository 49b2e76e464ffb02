package dev.fanfare.local.physics;

import java.util.random.RandomGenerator;

/**
 * How long calls of S3 take.
 *
 * <p>Source: docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html.
 */
public final class StoreLatency {
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
}

package dev.fanfare.local.physics;

import java.util.Optional;

/**
 * How fast one Distributed Map starts its children.
 *
 * <p>Source: docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html, "up to 100 a second"
 * for Standard children, and state-map-distributed.html.
 */
public final class MapDispatch {
  private final Physics physics;
  private final Optional<TokenBucket> rate;

  MapDispatch(Physics physics, long now) {
    this.physics = physics;
    this.rate = physics.bucket(PhysicsNumber.DISPATCH_RATE, PhysicsNumber.DISPATCH_BURST, now);
  }

  /**
   * Asks to start one child.
   *
   * @return 0 if it may start now; otherwise the nanoseconds after which to ask again
   */
  public long nanosUntilNext(long now) {
    return rate.isEmpty() || rate.get().tryTake(1, now)
        ? 0
        : physics.meter().waited(Limit.MAP_DISPATCH, rate.get().nanosUntil(1, now));
  }

  /**
   * Most children at once.
   *
   * @param asked what the state machine allows
   */
  public int childrenAtOnce(int asked) {
    return rate.isEmpty()
        ? asked
        : (int) Math.min(asked, physics.settings().value(PhysicsNumber.MAP_CONCURRENCY));
  }
}

package dev.fanfare.local.physics;

import java.util.Optional;

/**
 * The settings of a stack's limits, and the counters of what they did.
 *
 * @param meter of one run
 */
public record Physics(PhysicsSettings settings, LimitMeter meter) {

  /** Starts counting. */
  public static Physics of(PhysicsSettings settings) {
    return new Physics(settings, new LimitMeter());
  }

  /** All limits off. */
  public static Physics none() {
    return of(PhysicsSettings.fast(""));
  }

  boolean isOn(Limit limit) {
    return settings.isOn(limit);
  }

  /** A full bucket with these numbers; empty if their limit is off. */
  Optional<TokenBucket> bucket(PhysicsNumber rate, PhysicsNumber burst, long now) {
    return isOn(rate.limit())
        ? Optional.of(new TokenBucket(settings.value(rate), settings.value(burst), now))
        : Optional.empty();
  }
}

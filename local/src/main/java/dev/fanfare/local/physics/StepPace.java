package dev.fanfare.local.physics;

import java.util.Optional;

/**
 * How fast Step Functions starts executions and enters states. Both are token buckets of the
 * account. StartExecution is refused above its rate, and a transition waits.
 *
 * <p>Source: docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html.
 */
public final class StepPace {
  private final Physics physics;
  private final Optional<TokenBucket> starts;
  private final Optional<TokenBucket> transitions;

  public StepPace(Physics physics, long now) {
    this.physics = physics;
    this.starts = physics.bucket(PhysicsNumber.START_RATE, PhysicsNumber.START_BURST, now);
    this.transitions =
        physics.bucket(PhysicsNumber.TRANSITION_RATE, PhysicsNumber.TRANSITION_BURST, now);
  }

  /** Whether a call of StartExecution is within the rate; children of a Map Run need none. */
  public boolean mayStart(long now) {
    boolean isWithin = starts.isEmpty() || starts.get().tryTake(1, now);
    if (!isWithin) {
      physics.meter().refused(Limit.START_EXECUTION);
    }
    return isWithin;
  }

  /** The wait before the next state is entered, in nanoseconds, in the order of the calls. */
  public long transition(long now) {
    return transitions.isEmpty()
        ? 0
        : physics.meter().waited(Limit.TRANSITION, transitions.get().reserve(1, now));
  }

  /** The dispatch of the children of one Map Run. */
  public MapDispatch dispatch(long now) {
    return new MapDispatch(physics, now);
  }
}

package dev.fanfare.local.lambda;

import dev.fanfare.local.physics.FunctionScaling;
import dev.fanfare.local.physics.Limit;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.local.physics.PhysicsNumber;
import dev.fanfare.local.physics.PhysicsSettings;
import dev.fanfare.local.physics.SnapshotLife;
import dev.fanfare.local.time.Nanos;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/** Lambda's limits on invocations of the functions of a pool, in Lambda's words. */
final class FunctionLimits {
  private static final int CONFLICT = 409;

  private final PhysicsSettings settings;
  private final FunctionScaling scaling;
  private final SnapshotLife snapshots;
  private final Clock clock;

  /**
   * @param functions all functions of the account
   */
  FunctionLimits(Physics physics, Clock clock, Collection<FunctionSpec> functions) {
    this.settings = physics.settings();
    this.scaling =
        new FunctionScaling(
            physics, functions.stream().mapToInt(each -> each.limits().reserved().orElse(0)).sum());
    this.snapshots = new SnapshotLife(physics);
    this.clock = clock;
  }

  /** The concurrency of the account; empty if it has no limit. */
  OptionalInt concurrency() {
    return settings.isOn(Limit.LAMBDA_CONCURRENCY)
        ? OptionalInt.of((int) settings.value(PhysicsNumber.LAMBDA_CONCURRENCY))
        : OptionalInt.empty();
  }

  /** Drops the snapshot of a function, whose next invocation starts the rebuild. */
  void dropSnapshot(String function, Duration rebuild) {
    snapshots.drop(function, rebuild.toNanos());
  }

  /**
   * Admits an invocation, which must be {@link #ended} later.
   *
   * @return the nanoseconds that its environment takes to start; 0 for a warm one
   * @throws InvocationRejectedException during the rebuild of a snapshot, and above a limit
   */
  long admit(FunctionSpec function) {
    long now = Nanos.of(clock);
    if (snapshots.nanosUntilReady(function.name(), function.code().hasSnapshot(), now) > 0) {
      throw new InvocationRejectedException(
          CONFLICT,
          InvocationRejectedException.SNAPSHOT_NOT_READY,
          "Lambda is initializing your function. It will be ready to invoke once your function state"
              + " becomes ACTIVE.");
    }
    var answer = scaling.invoke(kind(function), now, ThreadLocalRandom.current());
    if (answer.refusedBy().isPresent()) {
      throw refused(answer.refusedBy().get(), function.limits().isReserved());
    }
    return answer.starting();
  }

  private static InvocationRejectedException refused(Limit limit, boolean isReserved) {
    if (limit != Limit.LAMBDA_CONCURRENCY) {
      return InvocationRejectedException.throttled("FunctionInvocationRateLimitExceeded");
    }
    return isReserved
        ? InvocationRejectedException.aboveReservation()
        : InvocationRejectedException.aboveConcurrency();
  }

  void ended(FunctionSpec function) {
    scaling.ended(kind(function));
  }

  private static FunctionScaling.Kind kind(FunctionSpec function) {
    return new FunctionScaling.Kind(
        function.name(), function.limits().reserved(), function.code().hasSnapshot());
  }
}

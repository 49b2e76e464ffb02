package dev.fanfare.local.physics;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How Lambda scales. All functions of an account share its concurrency, except those with a
 * reservation. An invocation without an idle environment needs a new one; a function gets them at a
 * limited rate, and each takes time to start. Environments stay: Lambda does not say when it ends
 * idle ones.
 *
 * <p>Source: docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html and
 * scaling-behavior.html.
 */
public final class FunctionScaling {
  private final Physics physics;
  private final double concurrency;
  private final Latency coldStart;
  private final Latency restore;
  private final Map<String, Function> functions = new HashMap<>();
  private int running;

  /**
   * A function that is invoked.
   *
   * @param isReserved whether it has its own concurrency, which is not checked here
   * @param hasSnapshot whether SnapStart starts its environments
   */
  public record Kind(String name, boolean isReserved, boolean hasSnapshot) {}

  /**
   * What happens to an invocation.
   *
   * @param refusedBy empty if it runs, and must be {@link #ended} later
   * @param starting nanoseconds until its environment has started; 0 for a warm one
   */
  public record Answer(Optional<Limit> refusedBy, long starting) {}

  /** The environments of a function, idle ones included, and its running invocations. */
  private static final class Function {
    private final Optional<TokenBucket> growth;
    private int environments;
    private int running;

    Function(Optional<TokenBucket> growth) {
      this.growth = growth;
    }
  }

  public FunctionScaling(Physics physics) {
    var settings = physics.settings();
    this.physics = physics;
    this.concurrency =
        settings.isOn(Limit.LAMBDA_CONCURRENCY)
            ? settings.value(PhysicsNumber.LAMBDA_CONCURRENCY)
            : Double.POSITIVE_INFINITY;
    this.coldStart = settings.latency(PhysicsNumber.COLD_START_MIN, PhysicsNumber.COLD_START_MAX);
    this.restore = settings.latency(PhysicsNumber.RESTORE_MIN, PhysicsNumber.RESTORE_MAX);
  }

  /** Starts an invocation, or refuses it. */
  public synchronized Answer invoke(Kind kind, long now, RandomGenerator random) {
    if (!kind.isReserved() && running >= concurrency) {
      return refused(Limit.LAMBDA_CONCURRENCY);
    }
    var function = functions.computeIfAbsent(kind.name(), name -> new Function(growth(now)));
    long starting = 0;
    if (function.running == function.environments) {
      if (!function.growth.map(bucket -> bucket.tryTake(1, now)).orElse(true)) {
        return refused(Limit.LAMBDA_SCALING);
      }
      function.environments++;
      starting =
          kind.hasSnapshot()
              ? physics.meter().waited(Limit.RESTORE, restore.draw(random))
              : physics.meter().waited(Limit.COLD_START, coldStart.draw(random));
    }
    function.running++;
    running += kind.isReserved() ? 0 : 1;
    return new Answer(Optional.empty(), starting);
  }

  private Optional<TokenBucket> growth(long now) {
    return physics.bucket(PhysicsNumber.SCALING_RATE, PhysicsNumber.SCALING_BURST, now);
  }

  private Answer refused(Limit limit) {
    physics.meter().refused(limit);
    return new Answer(Optional.of(limit), 0);
  }

  /** Ends an invocation that was not refused. */
  public synchronized void ended(Kind kind) {
    var function = functions.get(kind.name());
    if (function == null || function.running == 0) {
      throw new IllegalStateException(kind.name() + " does not run");
    }
    function.running--;
    running -= kind.isReserved() ? 0 : 1;
  }
}

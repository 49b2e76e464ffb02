package dev.fanfare.local.physics;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * How Lambda scales. A function with a reservation has its own concurrency, and the other functions
 * of the account share the rest. An invocation without an idle environment needs a new one; a
 * function gets them at a limited rate, and each takes time to start. Environments stay: Lambda
 * does not say when it ends idle ones.
 *
 * <p>Source: docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html and
 * scaling-behavior.html.
 */
public final class FunctionScaling {
  private static final Set<Limit> LIMITS =
      EnumSet.of(Limit.LAMBDA_CONCURRENCY, Limit.LAMBDA_SCALING, Limit.COLD_START, Limit.RESTORE);

  private final Physics physics;
  private final boolean isOn;
  private final double shared;
  private final Latency coldStart;
  private final Latency restore;
  private final Map<String, Function> functions = new HashMap<>();
  private int running;

  /**
   * A function that is invoked.
   *
   * @param reserved its reserved concurrency, if it has one
   * @param hasSnapshot whether SnapStart starts its environments
   */
  public record Kind(String name, OptionalInt reserved, boolean hasSnapshot) {}

  /**
   * What happens to an invocation.
   *
   * @param refusedBy empty if it runs, and must be {@link #ended} later; the concurrency also
   *     stands for a reservation
   * @param starting nanoseconds until its environment has started; 0 for a warm one
   */
  public record Answer(Optional<Limit> refusedBy, long starting) {
    private static final Answer AT_ONCE = new Answer(Optional.empty(), 0);
  }

  /** The environments of a function, idle ones included, and its running invocations. */
  private static final class Function {
    private final Optional<TokenBucket> growth;
    private int environments;
    private int running;

    Function(Optional<TokenBucket> growth) {
      this.growth = growth;
    }
  }

  /**
   * @param reserved the reservations of all functions together
   */
  public FunctionScaling(Physics physics, int reserved) {
    var settings = physics.settings();
    this.physics = physics;
    this.isOn = LIMITS.stream().anyMatch(settings::isOn);
    this.shared =
        settings.isOn(Limit.LAMBDA_CONCURRENCY)
            ? Math.max(0, settings.value(PhysicsNumber.LAMBDA_CONCURRENCY) - reserved)
            : Double.POSITIVE_INFINITY;
    this.coldStart = settings.latency(PhysicsNumber.COLD_START_MIN, PhysicsNumber.COLD_START_MAX);
    this.restore = settings.latency(PhysicsNumber.RESTORE_MIN, PhysicsNumber.RESTORE_MAX);
  }

  /** Starts an invocation, or refuses it. If all limits are off, it also ignores reservations. */
  public Answer invoke(Kind kind, long now, RandomGenerator random) {
    return isOn ? limited(kind, now, random) : Answer.AT_ONCE;
  }

  private synchronized Answer limited(Kind kind, long now, RandomGenerator random) {
    var function = functions.computeIfAbsent(kind.name(), name -> new Function(growth(now)));
    boolean isFull =
        kind.reserved().isPresent()
            ? function.running >= kind.reserved().getAsInt()
            : running >= shared;
    if (isFull) {
      return refused(Limit.LAMBDA_CONCURRENCY);
    }
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
    running += kind.reserved().isPresent() ? 0 : 1;
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
  public void ended(Kind kind) {
    if (isOn) {
      release(kind);
    }
  }

  private synchronized void release(Kind kind) {
    var function = functions.get(kind.name());
    if (function == null || function.running == 0) {
      throw new IllegalStateException(kind.name() + " does not run");
    }
    function.running--;
    running -= kind.reserved().isPresent() ? 0 : 1;
  }
}

package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.physics.MapDispatch;
import dev.fanfare.local.physics.StepPace;
import dev.fanfare.local.stepfunctions.objects.ObjectStore;
import dev.fanfare.local.stepfunctions.query.RandomIds;
import dev.fanfare.local.stepfunctions.query.StepFunctionsLibrary;
import dev.fanfare.local.time.Nanos;
import dev.fanfare.local.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * The objects that all executions share.
 *
 * @param random must be thread-safe
 */
public record Engine(
    LocalAccount account,
    FunctionInvoker functions,
    ObjectStore objects,
    Time time,
    RandomGenerator random,
    StepFunctionsLibrary library,
    Threads threads,
    ExecutionStore executions) {

  /**
   * Reads the time, and waits.
   *
   * @param pace how fast executions start and advance
   */
  public record Time(Clock clock, Timer timer, StepPace pace) {}

  /**
   * @param steps runs the steps of executions, which never block
   * @param transfers reads and writes objects, which may block
   */
  public record Threads(Executor steps, Executor transfers) {}

  Instant now() {
    return time.clock().instant();
  }

  /** Whether a call of StartExecution is within the account's rate. */
  public boolean mayStart() {
    return time.pace().mayStart(nanos());
  }

  /**
   * Runs an action when the account may make its next transition. One that is cancelled keeps its
   * turn: the transitions after it do not come earlier.
   */
  Timer.Cancellable transit(Runnable action) {
    long wait = time.pace().transition(nanos());
    if (wait > 0) {
      return schedule(Duration.ofNanos(wait), action);
    }
    action.run();
    return () -> {};
  }

  MapDispatch dispatch() {
    return time.pace().dispatch(nanos());
  }

  long nanos() {
    return Nanos.of(time.clock());
  }

  Timer.Cancellable schedule(Duration delay, Runnable action) {
    return time.timer().schedule(delay, action);
  }

  public String uuid() {
    return RandomIds.uuid(random);
  }
}

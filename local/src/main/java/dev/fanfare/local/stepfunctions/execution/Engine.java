package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.stepfunctions.objects.ObjectStore;
import dev.fanfare.local.stepfunctions.query.RandomIds;
import dev.fanfare.local.stepfunctions.query.StepFunctionsLibrary;
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

  public record Time(Clock clock, Timer timer) {}

  /**
   * @param steps runs the steps of executions, which never block
   * @param transfers reads and writes objects, which may block
   */
  public record Threads(Executor steps, Executor transfers) {}

  Instant now() {
    return time.clock().instant();
  }

  Timer.Cancellable schedule(Duration delay, Runnable action) {
    return time.timer().schedule(delay, action);
  }

  public String uuid() {
    return RandomIds.uuid(random);
  }
}

package dev.fanfare.local.stepfunctions;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.stepfunctions.api.StepFunctionsApi;
import dev.fanfare.local.stepfunctions.definition.InvalidDefinitionException;
import dev.fanfare.local.stepfunctions.execution.Engine;
import dev.fanfare.local.stepfunctions.execution.ExecutionStore;
import dev.fanfare.local.stepfunctions.execution.StateMachines;
import dev.fanfare.local.stepfunctions.objects.ObjectStore;
import dev.fanfare.local.stepfunctions.query.StepFunctionsLibrary;
import dev.fanfare.local.time.SystemTimer;
import dev.fanfare.local.time.Timer;
import dev.fanfare.loopback.LocalService;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** The stand-in for Step Functions: state machines, their executions, and the API on a port. */
public final class StepFunctions implements LocalService {
  private final ExecutorService steps;
  private final ExecutorService transfers;
  private final Runnable stopTimer;
  private final StateMachines stateMachines;
  private final LocalService api;

  private StepFunctions(Parts parts, Timer timer, Runnable stopTimer, int port) {
    this.stopTimer = stopTimer;
    steps = Executors.newFixedThreadPool(2 * processors() + 2, named("states-step"));
    transfers = Executors.newCachedThreadPool(named("states-transfer"));
    var random = new SharedRandom(parts.random());
    var engine =
        new Engine(
            parts.account(),
            parts.functions(),
            parts.objects(),
            parts.clock(),
            timer,
            random,
            new StepFunctionsLibrary(parts.clock(), random),
            steps,
            transfers,
            new ExecutionStore());
    stateMachines = new StateMachines(engine);
    try {
      api = StepFunctionsApi.start(engine, stateMachines, port);
    } catch (RuntimeException e) {
      shutDown();
      throw e;
    }
  }

  /** The collaborators of a stand-in, without timer and port. */
  private record Parts(
      LocalAccount account,
      FunctionInvoker functions,
      ObjectStore objects,
      Clock clock,
      RandomGenerator random) {}

  /**
   * Starts the stand-in on 127.0.0.1.
   *
   * @param functions called by {@code lambda:invoke}
   * @param objects for item readers and result writers; not closed here
   * @param random for jitter and ids; need not be thread-safe
   * @param port 0 for any free port
   * @throws dev.fanfare.loopback.ServiceStartException if the port is in use
   */
  public static StepFunctions start(
      LocalAccount account,
      FunctionInvoker functions,
      ObjectStore objects,
      Clock clock,
      RandomGenerator random,
      int port) {
    var timer = new SystemTimer();
    var parts = new Parts(account, functions, objects, clock, random);
    return new StepFunctions(parts, timer, timer::close, port);
  }

  /**
   * Starts the stand-in with the caller's timer, which controls waits and time-outs.
   *
   * @throws dev.fanfare.loopback.ServiceStartException if the port is in use
   */
  public static StepFunctions start(
      LocalAccount account,
      FunctionInvoker functions,
      ObjectStore objects,
      Clock clock,
      Timer timer,
      RandomGenerator random,
      int port) {
    var parts = new Parts(account, functions, objects, clock, random);
    return new StepFunctions(parts, timer, () -> {}, port);
  }

  @Override
  public URI endpoint() {
    return api.endpoint();
  }

  /**
   * Creates a state machine; creating it again with the same definition has no effect.
   *
   * @return its ARN
   * @throws InvalidDefinitionException with every problem of the definition
   * @throws StateMachines.AlreadyExistsException if another one has the name
   */
  public String createStateMachine(String name, String definition, String roleArn) {
    return stateMachines.create(name, definition, roleArn).arn();
  }

  /** Stops the API; running executions stay as they are. */
  @Override
  public void close() {
    api.close();
    shutDown();
  }

  private void shutDown() {
    stopTimer.run();
    steps.shutdownNow();
    transfers.shutdownNow();
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static ThreadFactory named(String prefix) {
    var number = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, prefix + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}

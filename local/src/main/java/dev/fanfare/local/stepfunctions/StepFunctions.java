package dev.fanfare.local.stepfunctions;

import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.stepfunctions.api.StepFunctionsApi;
import dev.fanfare.local.stepfunctions.definition.InvalidDefinitionException;
import dev.fanfare.local.stepfunctions.execution.Engine;
import dev.fanfare.local.stepfunctions.execution.ExecutionStore;
import dev.fanfare.local.stepfunctions.execution.StateMachines;
import dev.fanfare.local.stepfunctions.objects.ObjectStore;
import dev.fanfare.local.stepfunctions.query.StepFunctionsLibrary;
import dev.fanfare.local.time.DaemonThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** The stand-in for Step Functions: state machines, their executions, and the API. */
public final class StepFunctions implements Api, AutoCloseable {
  private final ExecutorService steps =
      Executors.newFixedThreadPool(
          2 * Runtime.getRuntime().availableProcessors() + 2, new DaemonThreads("states-step"));
  private final ExecutorService transfers =
      Executors.newCachedThreadPool(new DaemonThreads("states-transfer"));
  private final StateMachines stateMachines;
  private final HttpHandler api;

  /**
   * Starts the stand-in.
   *
   * @param functions called by {@code lambda:invoke}
   * @param objects for item readers and result writers; not closed here
   * @param time controls waits and time-outs; not closed here
   * @param random for jitter and ids; thread-safe
   */
  public StepFunctions(
      LocalAccount account,
      FunctionInvoker functions,
      ObjectStore objects,
      Engine.Time time,
      RandomGenerator random) {
    var library = new StepFunctionsLibrary(time.clock(), random);
    var threads = new Engine.Threads(steps, transfers);
    var executions = new ExecutionStore();
    var engine =
        new Engine(account, functions, objects, time, random, library, threads, executions);
    stateMachines = new StateMachines(engine);
    api = new StepFunctionsApi(engine, stateMachines).handler();
  }

  @Override
  public HttpHandler handler() {
    return api;
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

  /** Stops its threads; running executions stay as they are. */
  @Override
  public void close() {
    steps.shutdownNow();
    transfers.shutdownNow();
  }
}

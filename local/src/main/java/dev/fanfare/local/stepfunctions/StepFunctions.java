package dev.fanfare.local.stepfunctions;

import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.stepfunctions.api.StepFunctionsApi;
import dev.fanfare.local.stepfunctions.definition.InvalidDefinitionException;
import dev.fanfare.local.stepfunctions.execution.Engine;
import dev.fanfare.local.stepfunctions.execution.ExecutionStore;
import dev.fanfare.local.stepfunctions.execution.MachineSettings;
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
   * @param functions invoked by {@code lambda:invoke}
   * @param objects the store for item readers and result writers
   * @param time controls waits and timeouts; the caller closes its timer
   * @param random the source of jitter and ids; must be thread-safe
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
   * @throws InvalidDefinitionException if the definition is invalid; lists every problem
   * @throws StateMachines.AlreadyExistsException if another state machine has the name
   */
  public String createStateMachine(
      String name, String definition, String roleArn, MachineSettings settings) {
    return stateMachines.create(name, definition, roleArn, settings).arn();
  }

  /** Stops the threads; running executions do not continue. */
  @Override
  public void close() {
    steps.shutdownNow();
    transfers.shutdownNow();
  }
}

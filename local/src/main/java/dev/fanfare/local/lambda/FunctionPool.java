package dev.fanfare.local.lambda;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.lambda.environment.FunctionEnvironments;
import dev.fanfare.local.lambda.environment.FunctionError;
import dev.fanfare.local.lambda.environment.FunctionOutput;
import dev.fanfare.local.lambda.environment.InvokeRequest;
import dev.fanfare.loopback.AwsIsolation;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * All functions and their environments in this JVM. Lambda's Java runtime deserialises and
 * serialises the payloads; limits, timeouts and errors are Lambda's.
 */
public final class FunctionPool implements FunctionInvoker, AutoCloseable {
  private final LocalAccount account;
  private final Map<String, FunctionEnvironments> functions = new LinkedHashMap<>();
  private final SnapshotRebuilds rebuilds;
  private final ExecutorService executor;

  /**
   * @param functions with unique names
   * @param account functions see its ARNs and Region
   * @param patience how long an invocation waits for a free environment before it fails with 429.
   *     Lambda does not wait, but it has a thousand environments and this machine has a few
   * @param clock measures the remaining time of invocations
   * @param timers runs the timeouts; the caller closes it
   * @param logReader receives every message that a function logs
   */
  public FunctionPool(
      Collection<FunctionSpec> functions,
      LocalAccount account,
      Duration patience,
      Clock clock,
      ScheduledExecutorService timers,
      LogReader logReader) {
    AwsIsolation.isolate(account.region());
    FunctionOutput.install();
    this.account = account;
    this.rebuilds = new SnapshotRebuilds(clock);
    var group = Thread.currentThread().getThreadGroup();
    this.executor = Executors.newCachedThreadPool(task -> daemon(group, task));
    var host = new FunctionEnvironments.Host(account, patience, clock, timers, executor, logReader);
    for (var function : functions) {
      var environments = new FunctionEnvironments(function, host);
      if (this.functions.put(function.name(), environments) != null) {
        throw new IllegalArgumentException("Two functions have the name " + function.name());
      }
    }
  }

  private static Thread daemon(ThreadGroup group, Runnable task) {
    var thread = new Thread(group, task, "lambda");
    thread.setDaemon(true);
    return thread;
  }

  /** All functions, in the order of the constructor's collection. */
  public List<FunctionSpec> functions() {
    return functions.values().stream().map(FunctionEnvironments::spec).toList();
  }

  /** The maximum number of environments of all functions together. */
  public int maxEnvironments() {
    return functions().stream().mapToInt(each -> each.limits().maxEnvironments()).sum();
  }

  /**
   * The function with this name or ARN.
   *
   * @throws InvocationRejectedException 404 if there is none
   */
  public FunctionSpec function(String nameOrArn) {
    return environments(FunctionName.parse(nameOrArn)).spec();
  }

  /**
   * Starts one environment of each function at once and keeps them warm.
   *
   * @throws FunctionStartException with all functions that cannot start
   */
  public void warm() {
    var starting = new LinkedHashMap<String, CompletableFuture<Optional<FunctionError>>>();
    functions.forEach((name, environments) -> starting.put(name, environments.warm()));
    var failures = new TreeMap<String, String>();
    starting.forEach(
        (name, started) ->
            started
                .join()
                .ifPresent(error -> failures.put(name, error.type() + ": " + error.message())));
    if (!failures.isEmpty()) {
      throw new FunctionStartException(failures);
    }
  }

  /**
   * Drops the snapshot of a function, as Lambda does after 14 days without an invocation. The next
   * invocation starts a rebuild; until it ends, all invocations fail with {@code
   * SnapStartNotReadyException}.
   *
   * @param rebuild how long the rebuild takes
   * @throws InvocationRejectedException 404 if there is none
   */
  public void dropSnapshot(String nameOrArn, Duration rebuild) {
    rebuilds.drop(function(nameOrArn).name(), rebuild);
  }

  @Override
  public CompletableFuture<Invocation> invoke(String function, byte[] payload) {
    try {
      var name = FunctionName.parse(function);
      var environments = environments(name);
      rebuilds.requireReady(name.name());
      requireFits(payload);
      var request =
          new InvokeRequest(
              UUID.randomUUID().toString(),
              name.qualify(environments.spec().arn()),
              name.version(),
              payload);
      var pending = environments.invoke(request);
      var invocation =
          pending.thenApply(
              result ->
                  new Invocation(
                      request.id(), request.version(), result.payload(), result.error()));
      invocation.whenComplete((any, failure) -> cancelWith(invocation, pending));
      return invocation;
    } catch (InvocationRejectedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static void cancelWith(CompletableFuture<?> invocation, CompletableFuture<?> pending) {
    if (invocation.isCancelled()) {
      pending.cancel(true);
    }
  }

  private FunctionEnvironments environments(FunctionName name) {
    var environments = functions.get(name.name());
    if (environments == null) {
      throw new InvocationRejectedException(
          404,
          "ResourceNotFoundException",
          "Function not found: " + name.qualify(account.functionArn(name.name())));
    }
    return environments;
  }

  private static void requireFits(byte[] payload) {
    if (payload.length > AwsLimits.INVOKE_BYTES) {
      throw InvocationRejectedException.tooLarge(AwsLimits.INVOKE_BYTES);
    }
  }

  /** Discards all environments and interrupts running invocations. */
  @Override
  public void close() {
    functions.values().forEach(FunctionEnvironments::close);
    executor.shutdown();
  }
}

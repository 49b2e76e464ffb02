package dev.fanfare.local.lambda;

import static java.util.Objects.requireNonNull;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.lambda.environment.FunctionEnvironments;
import dev.fanfare.local.lambda.environment.FunctionError;
import dev.fanfare.local.lambda.environment.FunctionOutput;
import dev.fanfare.local.lambda.environment.InvocationResult;
import dev.fanfare.local.lambda.environment.InvokeRequest;
import dev.fanfare.local.physics.Physics;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * All functions and their environments in this JVM. Lambda's Java runtime deserialises and
 * serialises the payloads; limits, timeouts and errors are Lambda's.
 */
public final class FunctionPool implements FunctionInvoker, AutoCloseable {
  private final LocalAccount account;
  private final Map<String, FunctionEnvironments> functions = new LinkedHashMap<>();
  private final Map<String, FunctionVersions> versions = new LinkedHashMap<>();
  private final FunctionLimits limits;
  private final ScheduledExecutorService timers;
  private final ExecutorService executor;
  private final Map<CompletableFuture<InvocationResult>, FunctionEnvironments> starting =
      new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param functions with unique names
   * @param account functions see its ARNs and Region
   * @param patience how long an invocation waits for a free environment before it fails with 429.
   *     Lambda does not wait, but it has a thousand environments and this machine has a few
   * @param clock measures the remaining time of invocations
   * @param timers runs the timeouts; the caller closes it
   * @param physics Lambda's limits beside those of the functions
   * @param logReader receives every message that a function logs
   */
  public FunctionPool(
      Collection<FunctionSpec> functions,
      LocalAccount account,
      Duration patience,
      Clock clock,
      ScheduledExecutorService timers,
      Physics physics,
      LogReader logReader) {
    AwsIsolation.isolate(account.region());
    FunctionOutput.install();
    this.account = account;
    this.limits = new FunctionLimits(physics, clock, functions);
    this.timers = timers;
    var group = Thread.currentThread().getThreadGroup();
    this.executor = Executors.newCachedThreadPool(task -> daemon(group, task));
    var host = new FunctionEnvironments.Host(account, patience, clock, timers, executor, logReader);
    for (var function : functions) {
      var environments = new FunctionEnvironments(function, host);
      if (this.functions.put(function.name(), environments) != null) {
        throw new IllegalArgumentException("Two functions have the name " + function.name());
      }
      versions.put(function.name(), new FunctionVersions(function.triggers().alias()));
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

  /** The maximum number of invocations of all functions at once. */
  public int concurrency() {
    int environments = functions().stream().mapToInt(each -> each.limits().maxEnvironments()).sum();
    return limits.concurrency().orElse(environments);
  }

  /**
   * The function with a name.
   *
   * @throws InvocationRejectedException 404 if there is none, or not with this qualifier
   */
  FunctionSpec function(FunctionName name) {
    version(name);
    return environments(name).spec();
  }

  @Override
  public void requireExists(String function) {
    invokedArn(FunctionName.parse(function));
  }

  /**
   * The ARN of a function that can be invoked, with the qualifier.
   *
   * @throws InvocationRejectedException 404 if it does not exist
   */
  String invokedArn(FunctionName function) {
    invokedVersion(function);
    return function.qualify(account.functionArn(function.name()));
  }

  /** The version to invoke. Without a qualifier, its error names {@code $LATEST}. */
  private String invokedVersion(FunctionName name) {
    return version(
        name.qualifier().isPresent() ? name : name.with(Optional.of(FunctionName.LATEST)));
  }

  /** The versions of a function that exists. */
  FunctionVersions versions(FunctionSpec function) {
    return requireNonNull(versions.get(function.name()), function.name());
  }

  /**
   * The version that a name means.
   *
   * @throws InvocationRejectedException 404 if there is none
   */
  String version(FunctionName name) {
    var function = environments(name).spec();
    return versions(function)
        .find(name.qualifier().orElse(FunctionName.LATEST))
        .orElseThrow(() -> notFound(name));
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
    limits.dropSnapshot(function(FunctionName.parse(nameOrArn)).name(), rebuild);
  }

  @Override
  public CompletableFuture<Invocation> invoke(String function, byte[] payload) {
    try {
      var name = FunctionName.parse(function);
      var version = invokedVersion(name);
      var environments = environments(name);
      requireFits(payload);
      var request =
          new InvokeRequest(
              UUID.randomUUID().toString(),
              name.qualify(environments.spec().arn()),
              version,
              payload);
      long start = limits.admit(environments.spec());
      var pending = start == 0 ? environments.invoke(request) : later(start, environments, request);
      // The dependents of one future run in any order; a caller must find the slot free.
      var freed = pending.whenComplete((any, failure) -> limits.ended(environments.spec()));
      var invocation =
          freed.thenApply(
              result ->
                  new Invocation(
                      request.id(),
                      request.version(),
                      result.payload(),
                      result.error(),
                      result.log()));
      invocation.whenComplete((any, failure) -> cancelWith(invocation, pending));
      return invocation;
    } catch (InvocationRejectedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Invokes when an environment would have started on Lambda. */
  private CompletableFuture<InvocationResult> later(
      long nanos, FunctionEnvironments environments, InvokeRequest request) {
    var answered = new CompletableFuture<InvocationResult>();
    starting.put(answered, environments);
    answered.whenComplete((any, failure) -> starting.remove(answered));
    // After the put: close either finds the future in the map, or has set the flag before.
    if (closed) {
      stop(answered, environments);
      return answered;
    }
    Runnable invoke =
        () -> {
          if (!answered.isDone()) {
            var result = environments.invoke(request);
            result.thenAccept(answered::complete);
            result.exceptionally(
                failure -> {
                  answered.completeExceptionally(failure);
                  return null;
                });
            answered.whenComplete((any, failure) -> cancelWith(answered, result));
          }
        };
    timers.schedule(() -> executor.execute(invoke), nanos, TimeUnit.NANOSECONDS);
    return answered;
  }

  private static void stop(
      CompletableFuture<InvocationResult> answered, FunctionEnvironments environments) {
    answered.completeExceptionally(
        InvocationRejectedException.stopping(environments.spec().name()));
  }

  private static void cancelWith(CompletableFuture<?> invocation, CompletableFuture<?> pending) {
    if (invocation.isCancelled()) {
      pending.cancel(true);
    }
  }

  private FunctionEnvironments environments(FunctionName name) {
    if (name.region().filter(region -> !region.equals(account.region())).isPresent()) {
      throw new InvocationRejectedException(
          404,
          "ResourceNotFoundException",
          "Functions from '%s' are not reachable in this region ('%s')"
              .formatted(name.region().get(), account.region()));
    }
    var environments = functions.get(name.name());
    if (environments == null) {
      throw notFound(name);
    }
    return environments;
  }

  private InvocationRejectedException notFound(FunctionName name) {
    return new InvocationRejectedException(
        404,
        "ResourceNotFoundException",
        "Function not found: " + name.qualify(account.functionArn(name.name())));
  }

  private static void requireFits(byte[] payload) {
    if (payload.length > AwsLimits.INVOKE_BYTES) {
      throw InvocationRejectedException.tooLarge(AwsLimits.INVOKE_BYTES);
    }
  }

  /** Discards all environments and interrupts running invocations. */
  @Override
  public void close() {
    closed = true;
    functions.values().forEach(FunctionEnvironments::close);
    starting.forEach(FunctionPool::stop);
    executor.shutdown();
  }
}

package dev.fanfare.local.lambda.environment;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.local.lambda.InvocationRejectedException;
import dev.fanfare.local.lambda.LogReader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The environments of one function. As on Lambda, an invocation goes to the warm environment that
 * was used last. New environments are created up to the function's limit. Above it, invocations
 * wait in a queue, or fail if the limit is a reservation.
 */
public final class FunctionEnvironments implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionEnvironments.class);

  /** Lambda's time limit for starting an environment, unless the function's timeout is longer. */
  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  private final FunctionSpec spec;
  private final Host host;
  private final ThreadGroup group;

  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private final Deque<Invoker> waiting = new ArrayDeque<>();
  private final Set<ExecutionEnvironment> all = new HashSet<>();
  private final Set<CompletableFuture<InvocationResult>> unanswered = ConcurrentHashMap.newKeySet();
  private int occupied;
  private int created;
  private boolean closed;

  private record Invoker(InvokeRequest request, CompletableFuture<InvocationResult> result) {}

  /** The resources that the environments of all functions share. */
  public record Host(
      LocalAccount account,
      Duration patience,
      Clock clock,
      ScheduledExecutorService timers,
      Executor executor,
      LogReader logReader) {}

  public FunctionEnvironments(FunctionSpec spec, Host host) {
    this.spec = spec;
    this.host = host;
    this.group = Thread.currentThread().getThreadGroup();
  }

  public FunctionSpec spec() {
    return spec;
  }

  /**
   * Serves the request when an environment is free.
   *
   * @return a future that fails with 429 if none becomes free in time
   */
  public CompletableFuture<InvocationResult> invoke(InvokeRequest request) {
    var invoker = new Invoker(request, new CompletableFuture<>());
    unanswered.add(invoker.result());
    invoker.result().whenComplete((result, error) -> unanswered.remove(invoker.result()));
    admit(invoker);
    return invoker.result();
  }

  /**
   * Starts one environment and keeps it warm.
   *
   * @return completes with the error if the environment cannot start
   */
  public CompletableFuture<Optional<FunctionError>> warm() {
    synchronized (this) {
      if (occupied == spec.limits().maxEnvironments() || !idle.isEmpty()) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
      occupied++;
    }
    var environment = create();
    return started(environment, UUID.randomUUID().toString())
        .thenApplyAsync(
            error -> {
              if (error.isEmpty()) {
                release(environment);
              } else {
                discard(environment);
              }
              return error;
            },
            host.executor());
  }

  private void admit(Invoker invoker) {
    ExecutionEnvironment warm;
    synchronized (this) {
      if (closed) {
        invoker.result().completeExceptionally(stopped());
        return;
      }
      warm = idle.pollFirst();
      if (warm == null && occupied == spec.limits().maxEnvironments()) {
        if (spec.limits().isReserved()) {
          invoker.result().completeExceptionally(InvocationRejectedException.aboveReservation());
          return;
        }
        waiting.addLast(invoker);
        var timer = after(host.patience(), () -> giveUp(invoker));
        invoker
            .result()
            .whenComplete(
                (result, error) -> {
                  timer.cancel(false);
                  giveUp(invoker);
                });
        return;
      }
      occupied++;
    }
    if (warm == null) {
      serveCold(invoker);
    } else {
      serve(warm, invoker);
    }
  }

  private void giveUp(Invoker invoker) {
    boolean waited;
    synchronized (this) {
      waited = waiting.remove(invoker);
    }
    if (waited) {
      invoker.result().completeExceptionally(tooMany());
    }
  }

  private void serveCold(Invoker invoker) {
    var environment = create();
    started(environment, invoker.request().id())
        .thenAcceptAsync(
            error -> {
              if (error.isEmpty()) {
                serve(environment, invoker);
              } else {
                discard(environment);
                invoker.result().complete(InvocationResult.spent(error.get()));
              }
            },
            host.executor());
  }

  private CompletableFuture<Optional<FunctionError>> started(
      ExecutionEnvironment environment, String requestId) {
    var limit =
        spec.limits().timeout().compareTo(START_LIMIT) > 0 ? spec.limits().timeout() : START_LIMIT;
    var started = environment.start();
    var late = Optional.of(FunctionError.timedOut(requestId, limit));
    var timer = after(limit, () -> started.complete(late));
    return started.whenComplete((error, none) -> timer.cancel(false));
  }

  private void serve(ExecutionEnvironment environment, Invoker invoker) {
    var request = invoker.request();
    var start = host.clock().instant();
    var result = environment.invoke(request, start.plus(spec.limits().timeout()));
    var late =
        InvocationResult.spent(FunctionError.timedOut(request.id(), spec.limits().timeout()));
    var timer = after(spec.limits().timeout(), () -> result.complete(late));
    var ended = InvocationResult.spent(FunctionError.ended(request.id()));
    invoker.result().whenComplete((any, failure) -> result.complete(ended));
    result.thenAcceptAsync(
        outcome -> {
          timer.cancel(false);
          var log = environment.log(request, Duration.between(start, host.clock().instant()));
          if (outcome.spent()) {
            discard(environment);
          } else {
            release(environment);
          }
          invoker.result().complete(outcome.withLog(log));
        },
        host.executor());
  }

  private Future<?> after(Duration delay, Runnable task) {
    return host.timers().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private ExecutionEnvironment create() {
    synchronized (this) {
      var environment = new ExecutionEnvironment(spec, ++created, host, group);
      all.add(environment);
      return environment;
    }
  }

  private void release(ExecutionEnvironment environment) {
    Invoker next;
    synchronized (this) {
      next = waiting.pollFirst();
      if (next == null) {
        occupied--;
        idle.addFirst(environment);
      }
    }
    if (next != null) {
      serve(environment, next);
    }
  }

  private void discard(ExecutionEnvironment environment) {
    environment.close();
    Invoker next;
    synchronized (this) {
      all.remove(environment);
      next = waiting.pollFirst();
      if (next == null) {
        occupied--;
      }
    }
    if (next != null) {
      serveCold(next);
    }
  }

  private InvocationRejectedException tooMany() {
    LOG.warn(
        "{} has run {} invocations at once for {} seconds: one more is refused",
        spec.name(),
        spec.limits().maxEnvironments(),
        host.patience().toSeconds());
    return InvocationRejectedException.aboveConcurrency();
  }

  private InvocationRejectedException stopped() {
    return InvocationRejectedException.stopping(spec.name());
  }

  /** Discards all environments; pending invocations fail. */
  @Override
  public void close() {
    Set<ExecutionEnvironment> remaining;
    synchronized (this) {
      closed = true;
      remaining = Set.copyOf(all);
    }
    remaining.forEach(ExecutionEnvironment::close);
    unanswered.forEach(result -> result.completeExceptionally(stopped()));
  }
}

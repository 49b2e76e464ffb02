package dev.fanfare.local.lambda.environment;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.HandlerInfo;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.lambda.FunctionName;
import dev.fanfare.local.lambda.FunctionSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One execution environment: a class loader and a thread that serves one invocation at a time. Only
 * this thread uses the handler.
 */
final class ExecutionEnvironment implements AutoCloseable {
  private static final String VARIABLES_CLASS = "dev.fanfare.config.Environment";

  /** A placeholder that is easy to recognise in logs and errors. */
  private static final String FAKE_CREDENTIAL = "local";

  private final FunctionSpec spec;
  private final FunctionEnvironments.Host host;
  private final String name;
  private final FunctionClassLoader classes;
  private final EnvironmentThreads threads;
  private final ExecutorService executor;
  private @Nullable RequestStreamHandler handler;

  /**
   * @param number part of the environment's name, which is also the name of its log stream
   * @param parent the parent of the environment's thread group
   */
  ExecutionEnvironment(
      FunctionSpec spec, int number, FunctionEnvironments.Host host, ThreadGroup parent) {
    this.spec = spec;
    this.host = host;
    this.name = spec.name() + "-" + number;
    try {
      this.classes =
          new FunctionClassLoader(
              name, spec.code().jar(), ExecutionEnvironment.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException("Not a jar: " + spec.code().jar(), e);
    }
    this.threads =
        new EnvironmentThreads(
            parent,
            name,
            new FunctionLogger(spec.name(), message -> host.logReader().read(spec, name, message)));
    this.executor = Executors.newSingleThreadExecutor(this::thread);
  }

  private Thread thread(Runnable task) {
    var thread = new Thread(threads, task, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(classes);
    return thread;
  }

  /**
   * Constructs the handler.
   *
   * @return completes with the error if the handler cannot start
   */
  CompletableFuture<Optional<FunctionError>> start() {
    return onOwnThread(this::initialise);
  }

  /** Runs the handler. Every failure is a result; the future never fails. */
  CompletableFuture<InvocationResult> invoke(InvokeRequest request, Instant deadline) {
    return onOwnThread(() -> call(request, deadline));
  }

  private <T> CompletableFuture<T> onOwnThread(Supplier<T> work) {
    var result = new CompletableFuture<T>();
    executor.execute(() -> result.complete(work.get()));
    return result;
  }

  private Optional<FunctionError> initialise() {
    if (!Files.isRegularFile(spec.code().jar())) {
      return Optional.of(FunctionError.missingJar(spec.name(), spec.code().jar()));
    }
    try {
      setEnvironment(variables(spec, host.account(), name), classes);
      handler = JavaRuntime.load(spec.code().handler(), classes);
      return Optional.empty();
    } catch (HandlerInfo.InvalidHandlerException e) {
      return Optional.of(FunctionError.invalidHandler(spec));
    } catch (ClassNotFoundException e) {
      return Optional.of(FunctionError.missingClass(spec, String.valueOf(e.getMessage())));
    } catch (Throwable e) { // Anything that a constructor or static initialiser throws is a result.
      return Optional.of(FunctionError.unstartable(e));
    }
  }

  private InvocationResult call(InvokeRequest request, Instant deadline) {
    var context =
        new EnvironmentContext(spec, name, request, deadline, host.clock(), threads.log());
    var output = new ByteArrayOutputStream();
    try {
      requireNonNull(handler, "start() was not called")
          .handleRequest(new ByteArrayInputStream(request.payload()), output, context);
    } catch (Throwable e) { // Anything that a handler throws is its result.
      var error = FunctionError.thrown(e);
      threads.log().failed(request.id(), error, e);
      return isFatal(e) ? InvocationResult.spent(error) : InvocationResult.failed(error);
    } finally {
      Thread.interrupted(); // A handler's interrupt must not reach the next invocation.
    }
    return output.size() > AwsLimits.INVOKE_BYTES
        ? InvocationResult.failed(FunctionError.tooLarge())
        : InvocationResult.of(output.toByteArray());
  }

  /** Whether Lambda's runtime would end its process after this. */
  private static boolean isFatal(Throwable thrown) {
    return thrown instanceof VirtualMachineError || thrown instanceof IOError;
  }

  /** Interrupts all threads. The environment must not be used again. */
  @Override
  public void close() {
    executor.shutdownNow();
    threads.interrupt();
    try {
      classes.close();
    } catch (IOException e) {
      threads.log().slf4j().warn("Cannot close {}", spec.code().jar(), e);
    }
  }

  /** A function's environment variables: those of the template, which override Lambda's. */
  private static Map<String, String> variables(
      FunctionSpec spec, LocalAccount account, String logStream) {
    var variables = new TreeMap<String, String>();
    variables.put("AWS_REGION", account.region());
    variables.put("AWS_DEFAULT_REGION", account.region());
    variables.put("AWS_ACCESS_KEY_ID", FAKE_CREDENTIAL);
    variables.put("AWS_SECRET_ACCESS_KEY", FAKE_CREDENTIAL);
    variables.put("AWS_SESSION_TOKEN", FAKE_CREDENTIAL);
    variables.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", FunctionName.LATEST);
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.limits().memoryMb()));
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", spec.logGroup());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
    variables.put("_HANDLER", spec.code().handler());
    variables.putAll(spec.environment());
    return variables;
  }

  /**
   * Passes the variables to the class that reads them, if the jar contains it, before the handler
   * is constructed. {@link System#getenv} would be the same for all functions, because they share
   * one process here.
   */
  private static void setEnvironment(Map<String, String> variables, FunctionClassLoader loader)
      throws ReflectiveOperationException {
    if (loader.holds(VARIABLES_CLASS)) {
      loader.loadClass(VARIABLES_CLASS).getMethod("replace", Map.class).invoke(null, variables);
    }
  }
}

package dev.fanfare.local;

import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.lambda.InvocationRejectedException;
import java.util.concurrent.CompletableFuture;

/**
 * Refuses calls until the functions have started. Callers of functions start first, because the
 * functions' environment variables contain the callers' addresses.
 */
final class StartingFunctions implements FunctionInvoker {
  private volatile FunctionInvoker functions = StartingFunctions::refuse;

  void started(FunctionInvoker running) {
    functions = running;
  }

  @Override
  public CompletableFuture<Invocation> invoke(String function, byte[] payload) {
    return functions.invoke(function, payload);
  }

  private static CompletableFuture<Invocation> refuse(String function, byte[] payload) {
    return CompletableFuture.failedFuture(
        new InvocationRejectedException(
            404, "ResourceNotFoundException", "The stack is still starting: " + function));
  }
}

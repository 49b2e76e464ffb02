package dev.fanfare.local;

import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.lambda.InvocationRejectedException;
import java.util.concurrent.CompletableFuture;

/**
 * Ties a knot: what invokes functions must run before the functions do, since their variables name
 * its address. Until then there is no function.
 */
final class DeferredInvoker implements FunctionInvoker {
  private volatile FunctionInvoker functions;

  void become(FunctionInvoker started) {
    functions = started;
  }

  @Override
  public CompletableFuture<Invocation> invoke(String function, byte[] payload) {
    var started = functions;
    return started == null
        ? CompletableFuture.failedFuture(
            new InvocationRejectedException(
                404, "ResourceNotFoundException", "The stack is still starting: " + function))
        : started.invoke(function, payload);
  }
}

package dev.fanfare.local.lambda;

import java.util.concurrent.CompletableFuture;

/**
 * Calls a function and returns its response as bytes. States, sockets and event sources call
 * functions through it.
 */
public interface FunctionInvoker {

  /**
   * Invokes synchronously, as Lambda's {@code RequestResponse} does.
   *
   * @param function a function's name, or its ARN with or without a version or alias
   * @param payload JSON as UTF-8
   * @return completes with the response, or with the function's own error. It completes
   *     exceptionally with an {@link InvocationRejectedException} if Lambda itself refuses: no such
   *     function, payload too large, no capacity. Cancelling it ends the environment in the middle
   *     of its work
   */
  CompletableFuture<Invocation> invoke(String function, byte[] payload);
}

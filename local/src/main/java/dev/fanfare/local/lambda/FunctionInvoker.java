package dev.fanfare.local.lambda;

import java.util.concurrent.CompletableFuture;

/** Invokes functions for the other services: Step Functions, API Gateway and event sources. */
public interface FunctionInvoker {

  /**
   * Invokes synchronously, as Lambda's {@code RequestResponse} does.
   *
   * @param function a function's name, or its ARN with or without a version or alias
   * @param payload JSON as UTF-8
   * @return a future that completes with the response, which may be the function's error. It fails
   *     with an {@link InvocationRejectedException} if Lambda rejects the invocation (unknown
   *     function, payload too large, no capacity). Cancelling it terminates the environment
   */
  CompletableFuture<Invocation> invoke(String function, byte[] payload);
}

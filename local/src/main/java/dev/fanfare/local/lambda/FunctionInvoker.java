package dev.fanfare.local.lambda;

import java.util.concurrent.CompletableFuture;

/**
 * Calls a function and hands back the bytes it answered. Everything that invokes (states, sockets,
 * queues) uses this.
 */
public interface FunctionInvoker {

  /**
   * Invokes synchronously, as Lambda's {@code RequestResponse} does.
   *
   * @param function a function's name, or its ARN with or without a version or alias
   * @param payload JSON as UTF-8
   * @return completes with the answer, a function's own error included; completes exceptionally
   *     with an {@link InvocationRejectedException} when Lambda itself refuses (no such function,
   *     payload too large, no capacity). Cancelling it ends the environment that serves it, in the
   *     middle of its work
   */
  CompletableFuture<Invocation> invoke(String function, byte[] payload);
}

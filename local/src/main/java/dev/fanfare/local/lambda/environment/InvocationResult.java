package dev.fanfare.local.lambda.environment;

import java.util.Optional;

/**
 * The result of one invocation in an environment.
 *
 * @param payload the function's response or error, JSON as UTF-8
 * @param error {@code Unhandled} if it is an error
 * @param spent whether the environment must not be used again
 */
public record InvocationResult(byte[] payload, Optional<String> error, boolean spent) {
  private static final Optional<String> UNHANDLED = Optional.of("Unhandled");

  static InvocationResult of(byte[] payload) {
    return new InvocationResult(payload, Optional.empty(), false);
  }

  static InvocationResult failed(FunctionError error) {
    return new InvocationResult(error.toJson(), UNHANDLED, false);
  }

  static InvocationResult spent(FunctionError error) {
    return new InvocationResult(error.toJson(), UNHANDLED, true);
  }
}

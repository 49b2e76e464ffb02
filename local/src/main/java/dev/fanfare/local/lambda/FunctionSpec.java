package dev.fanfare.local.lambda;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A function as the template declares it.
 *
 * @param name its name, by which it is invoked
 * @param arn its ARN, without version or alias
 * @param handler the class, with or without {@code ::method}
 * @param codeJar the jar that {@code CodeUri} names
 * @param environment its environment variables
 * @param timeout how long one invocation may run
 * @param memoryMb what the function is told it has; nothing on this machine enforces it
 * @param maxEnvironments most invocations at once
 * @param isReserved whether that is a reservation, above which Lambda refuses at once; else it is
 *     only what this machine affords, and an invocation may wait for its turn
 * @param logGroup the name of its log group
 */
public record FunctionSpec(
    String name,
    String arn,
    String handler,
    Path codeJar,
    Map<String, String> environment,
    Duration timeout,
    int memoryMb,
    int maxEnvironments,
    boolean isReserved,
    String logGroup) {

  public FunctionSpec {
    requireNonNull(name, "name");
    requireNonNull(arn, "arn");
    requireNonNull(handler, "handler");
    requireNonNull(codeJar, "codeJar");
    requireNonNull(logGroup, "logGroup");
    environment = Map.copyOf(environment);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(name + ": timeout " + timeout + " is not positive");
    }
    if (maxEnvironments < 1) {
      throw new IllegalArgumentException(
          name + ": maxEnvironments " + maxEnvironments + " is less than 1");
    }
  }
}

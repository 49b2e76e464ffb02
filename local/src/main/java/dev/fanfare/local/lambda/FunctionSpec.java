package dev.fanfare.local.lambda;

import dev.fanfare.local.iam.RoleSpec;
import dev.fanfare.local.lambda.sources.QueueMapping;
import dev.fanfare.local.lambda.sources.StreamMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A function of the template.
 *
 * @param arn without version or alias
 * @param triggers what invokes it, besides state machines and routes
 */
public record FunctionSpec(
    String logicalId,
    String name,
    String arn,
    Code code,
    Limits limits,
    String logGroup,
    Triggers triggers,
    RoleSpec role) {

  /** The same function with other environment variables. */
  public FunctionSpec withEnvironment(Map<String, String> variables) {
    var other = new Code(code.handler(), code.runtime(), code.jar(), code.hasSnapshot(), variables);
    return new FunctionSpec(logicalId, name, arn, other, limits, logGroup, triggers, role);
  }

  /**
   * The code of a function and its environment.
   *
   * @param handler a class, or a class and a method after {@code ::}
   * @param runtime the runtime's id, such as {@code java25}; not used, the stack runs its own Java
   * @param jar the absolute path of the jar or folder in {@code CodeUri}
   * @param hasSnapshot whether SnapStart starts its environments from a snapshot
   * @param environment the environment variables, in the order of the template
   */
  public record Code(
      String handler,
      String runtime,
      Path jar,
      boolean hasSnapshot,
      Map<String, String> environment) {
    public Code {
      environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
  }

  public Map<String, String> environment() {
    return code.environment();
  }

  /**
   * @param timeout how long one invocation may run
   * @param memoryMb the memory that the function sees, in MB; not enforced
   * @param maxEnvironments the maximum number of concurrent invocations, at least 1
   * @param isReserved whether the maximum is reserved concurrency, above which Lambda rejects
   *     invocations at once. Otherwise the machine sets the maximum, and further invocations wait
   */
  public record Limits(Duration timeout, int memoryMb, int maxEnvironments, boolean isReserved) {
    public Limits {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("Timeout is " + timeout + ", must be positive");
      }
      if (maxEnvironments < 1) {
        throw new IllegalArgumentException(
            "ReservedConcurrentExecutions is " + maxEnvironments + ", must be at least 1");
      }
    }

    /** The reserved concurrency; empty if the function has none. */
    OptionalInt reserved() {
      return isReserved ? OptionalInt.of(maxEnvironments) : OptionalInt.empty();
    }
  }

  /**
   * @param alias the alias that each deployment points to its new version
   * @param async the policy for asynchronous invocations
   * @param queues the queues that Lambda polls for the function
   * @param streams the streams of tables that Lambda reads for it
   */
  public record Triggers(
      Optional<String> alias,
      AsyncPolicy async,
      List<QueueMapping> queues,
      List<StreamMapping> streams) {
    public static final Triggers NONE =
        new Triggers(Optional.empty(), AsyncPolicy.DEFAULT, List.of(), List.of());

    public Triggers {
      queues = List.copyOf(queues);
      streams = List.copyOf(streams);
    }
  }

  /** The ARN with the alias, if the function has one. */
  public String aliasArn() {
    return triggers.alias().map(alias -> arn + ":" + alias).orElse(arn);
  }
}

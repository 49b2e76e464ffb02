package dev.fanfare.cli.stack;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * A stack as CloudFormation describes it.
 *
 * @param id the ARN of the stack
 */
record StackDescription(
    String name, String id, Map<String, String> parameters, Map<String, String> outputs) {
  /** See {@link #part}. */
  static final int REGION = 3;

  /** See {@link #part}. */
  static final int ACCOUNT = 4;

  /** Timeout of the call with all its attempts. An operator waits for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Statuses in which a stack may lack its resources. */
  private static final Set<String> UNUSABLE =
      Set.of(
          "CREATE_IN_PROGRESS",
          "CREATE_FAILED",
          "REVIEW_IN_PROGRESS",
          "ROLLBACK_IN_PROGRESS",
          "ROLLBACK_COMPLETE",
          "ROLLBACK_FAILED",
          "DELETE_IN_PROGRESS",
          "DELETE_COMPLETE",
          "DELETE_FAILED");

  StackDescription {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
  }

  /**
   * Finds a stack.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if there is no such stack, or
   *     CloudFormation does not respond
   * @throws CommandFailure if the stack exists but cannot be used
   */
  static StackDescription find(CloudFormationClient stacks, String name) {
    var request =
        DescribeStacksRequest.builder()
            .stackName(name)
            .overrideConfiguration(call -> call.apiCallTimeout(PATIENCE))
            .build();
    Stack found = stacks.describeStacks(request).stacks().get(0);
    if (UNUSABLE.contains(found.stackStatusAsString())) {
      throw new CommandFailure(
          ExitCode.NO_STACK,
          "stack %s is in %s: look at its events in CloudFormation, and deploy it again"
              .formatted(name, found.stackStatusAsString()));
    }
    return new StackDescription(
        found.stackName(),
        found.stackId(),
        values(found.parameters(), Parameter::parameterKey, Parameter::parameterValue),
        values(found.outputs(), Output::outputKey, Output::outputValue));
  }

  private static <T> Map<String, String> values(
      Iterable<T> all, Function<T, String> key, Function<T, String> value) {
    var values = new TreeMap<String, String>();
    // CloudFormation returns a NoEcho value as asterisks, and an empty value as null.
    all.forEach(
        one -> values.put(key.apply(one), value.apply(one) == null ? "" : value.apply(one)));
    return values;
  }

  /** Returns the part of the ARN at this index, counted from 0. */
  String part(int index) {
    return id.split(":")[index];
  }
}

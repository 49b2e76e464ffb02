package dev.fanfare.plan;

import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/** States of executions by Step Functions, which remembers them for 90 days after their end. */
public final class SfnExecutionStates implements ExecutionStates {
  private final SfnClient client;
  private final String executionArnPrefix;

  public SfnExecutionStates(SfnClient client, String stateMachineArn) {
    this.client = client;
    this.executionArnPrefix = stateMachineArn.replace(":stateMachine:", ":execution:") + ":";
  }

  @Override
  public Optional<String> of(String name) {
    try {
      return Optional.of(describe(name).statusAsString());
    } catch (ExecutionDoesNotExistException e) {
      return Optional.empty();
    }
  }

  /** Right after its start it may be unknown still: then this fails, and the step is repeated. */
  @Override
  public String input(String name) {
    return describe(name).input();
  }

  private DescribeExecutionResponse describe(String name) {
    return client.describeExecution(describe -> describe.executionArn(executionArnPrefix + name));
  }
}

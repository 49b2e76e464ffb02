package dev.fanfare.plan;

import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/** Reads execution states from Step Functions, which keeps them for 90 days after their end. */
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

  /**
   * An execution may be unknown right after its start: this call then fails, and the step is
   * retried.
   */
  @Override
  public String input(String name) {
    return describe(name).input();
  }

  private DescribeExecutionResponse describe(String name) {
    return client.describeExecution(describe -> describe.executionArn(executionArnPrefix + name));
  }
}

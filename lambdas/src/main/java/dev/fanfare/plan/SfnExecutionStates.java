package dev.fanfare.plan;

import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/** States of executions by Step Functions, which remembers them for 90 days after their end. */
final class SfnExecutionStates implements ExecutionStates {
  private final SfnClient client;
  private final String executionArnPrefix;

  SfnExecutionStates(SfnClient client, String stateMachineArn) {
    this.client = client;
    this.executionArnPrefix = stateMachineArn.replace(":stateMachine:", ":execution:") + ":";
  }

  @Override
  public Optional<String> of(String name) {
    try {
      var execution =
          client.describeExecution(describe -> describe.executionArn(executionArnPrefix + name));
      return Optional.of(execution.statusAsString());
    } catch (ExecutionDoesNotExistException e) {
      return Optional.empty();
    }
  }
}

package dev.fanfare.start;

import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/** Executions on Step Functions. */
final class SfnExecutions implements Executions {
  private final SfnClient client;
  private final String stateMachineArn;

  SfnExecutions(SfnClient client, String stateMachineArn) {
    this.client = client;
    this.stateMachineArn = stateMachineArn;
  }

  @Override
  public boolean start(String name, String input) {
    try {
      client.startExecution(
          start -> start.stateMachineArn(stateMachineArn).name(name).input(input));
      return true;
    } catch (ExecutionAlreadyExistsException e) {
      return false;
    }
  }
}

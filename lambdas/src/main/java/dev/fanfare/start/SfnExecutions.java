package dev.fanfare.start;

import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/** Executions on Step Functions. */
public final class SfnExecutions implements Executions {
  private final SfnClient client;
  private final String stateMachineArn;

  public SfnExecutions(SfnClient client, String stateMachineArn) {
    this.client = client;
    this.stateMachineArn = stateMachineArn;
  }

  @Override
  public void start(String name, String input) {
    try {
      client.startExecution(
          start -> start.stateMachineArn(stateMachineArn).name(name).input(input));
    } catch (ExecutionAlreadyExistsException e) {
      // Started before, for the same request: a redelivery, or an idempotency key at work.
    }
  }
}

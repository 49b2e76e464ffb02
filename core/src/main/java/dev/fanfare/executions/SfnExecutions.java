package dev.fanfare.executions;

import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/** Starts executions in Step Functions. */
public final class SfnExecutions implements Executions {
  private final SfnClient client;
  private final String stateMachineArn;

  public SfnExecutions(SfnClient client, String stateMachineArn) {
    this.client = client;
    this.stateMachineArn = stateMachineArn;
  }

  @Override
  public Optional<EarlierExecution> start(String name, String input) {
    try {
      client.startExecution(
          start -> start.stateMachineArn(stateMachineArn).name(name).input(input));
      return Optional.empty();
    } catch (ExecutionAlreadyExistsException e) {
      return Optional.of(earlier(name));
    }
  }

  private EarlierExecution earlier(String name) {
    String arn = stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + name;
    var execution = client.describeExecution(describe -> describe.executionArn(arn));
    return new EarlierExecution(execution.input(), execution.startDate());
  }
}

package dev.fanfare.cli.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.Pause;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.config.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * How many connections a request would reach now: the stack's own planner counts them, in a dry run
 * of a broadcast with a name of its own.
 */
final class AudienceCount {
  private static final String ID = "id";
  private static final String DRY_RUN = "dry_run";

  /** What the planner of even ten million needs, and its retries. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final DeployedStack stack;
  private final Pause pause;

  AudienceCount(DeployedStack stack, Pause pause) {
    this.stack = stack;
    this.pause = pause;
  }

  /**
   * @param request as it would be sent
   * @param name of the dry run's execution
   * @throws CommandFailure when the planner refuses it, or does not come to an end
   */
  long of(JsonNode request, String name) throws InterruptedException {
    ObjectNode dry = request.deepCopy();
    // Else the broadcast itself could not have this id any more.
    dry.remove(ID);
    dry.put(DRY_RUN, true);
    String arn = start(dry.toString(), name);
    Duration waited = Duration.ZERO;
    Duration next = Duration.ofMillis(50);
    var execution = stack.states().describeExecution(ask -> ask.executionArn(arn));
    while (execution.status() == ExecutionStatus.RUNNING) {
      if (waited.compareTo(LONGEST) > 0) {
        throw new CommandFailure("the audience is still being counted: " + arn);
      }
      pause.pause(next);
      waited = waited.plus(next);
      next = next.compareTo(Duration.ofSeconds(1)) < 0 ? next.multipliedBy(2) : next;
      execution = stack.states().describeExecution(ask -> ask.executionArn(arn));
    }
    return planned(execution);
  }

  private String start(String input, String name) {
    if (input.getBytes(StandardCharsets.UTF_8).length < AwsLimits.STATE_BYTES / 2) {
      return execution(input, name);
    }
    String key = new BroadcastKeys(name).request();
    stack
        .objects()
        .putObject(put -> put.bucket(stack.bucket()).key(key), RequestBody.fromString(input));
    return execution("{\"requestKey\":\"" + key + "\"}", name);
  }

  private String execution(String input, String name) {
    return stack
        .states()
        .startExecution(
            start -> start.stateMachineArn(stack.stateMachineArn()).name(name).input(input))
        .executionArn();
  }

  private static long planned(DescribeExecutionResponse execution) {
    if (execution.status() != ExecutionStatus.SUCCEEDED) {
      throw new CommandFailure("the audience was not counted: " + execution.cause());
    }
    try {
      return Json.MAPPER.readTree(execution.output()).path("planned").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException("an execution's output is always JSON", e);
    }
  }
}

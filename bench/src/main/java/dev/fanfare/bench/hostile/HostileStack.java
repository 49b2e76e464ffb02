package dev.fanfare.bench.hostile;

import static java.util.Objects.requireNonNull;

import dev.fanfare.local.LocalStack;
import dev.fanfare.local.StackSettings;
import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.local.lambda.FunctionSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The stack of the template, with a counter for everything that causes cost. */
final class HostileStack implements AutoCloseable {
  private final AtomicLong posts = new AtomicLong();
  private final AtomicLong invocations = new AtomicLong();
  private final LocalStack stack;
  private final SqsClient queues;
  private final SfnClient states;
  private @Nullable CapacityMeter meter;

  private HostileStack(Path template) throws IOException {
    this.stack =
        LocalStack.start(
            StackSettings.of(template)
                .withTables(this::metered)
                .withPostFaults(
                    post -> {
                      posts.incrementAndGet();
                      return PostFault.NONE;
                    })
                .withFaults(
                    functions ->
                        (function, payload) -> {
                          invocations.incrementAndGet();
                          return functions.invoke(function, payload);
                        }));
    this.queues = stack.queues();
    this.states = stack.states();
  }

  static HostileStack start(Path template) throws IOException {
    return new HostileStack(template);
  }

  private URI metered(URI tables) {
    var started = new CapacityMeter(tables);
    meter = started;
    return started.endpoint();
  }

  /** Returns the value of a numeric environment variable of a function. */
  int number(String logicalId, String variable) {
    return stack.template().all(FunctionSpec.class).stream()
        .filter(function -> function.logicalId().equals(logicalId))
        .map(function -> Integer.parseInt(function.environment().get(variable)))
        .findFirst()
        .orElseThrow();
  }

  URI sockets() {
    return stack.endpoints().sockets();
  }

  void broadcast(String request) {
    queues.sendMessage(send -> send.queueUrl(stack.output("QueueUrl")).messageBody(request));
  }

  /** Returns the number of executions so far, with any status. */
  long executions() {
    return states
        .listExecutionsPaginator(list -> list.stateMachineArn(stack.output("StateMachineArn")))
        .executions()
        .stream()
        .count();
  }

  long runningExecutions() {
    return states
        .listExecutionsPaginator(
            list -> list.stateMachineArn(stack.output("StateMachineArn")).statusFilter("RUNNING"))
        .executions()
        .stream()
        .count();
  }

  long posts() {
    return posts.get();
  }

  long invocations() {
    return invocations.get();
  }

  CapacityMeter meter() {
    return requireNonNull(meter, "the stack has not started its tables");
  }

  @Override
  public void close() {
    stack.close();
    if (meter != null) {
      meter.close();
    }
  }
}

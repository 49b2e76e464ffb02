package dev.fanfare.bench.fanout;

import dev.fanfare.bench.process.BenchFailure;
import dev.fanfare.bench.report.MessagePath;
import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.local.LocalStack;
import dev.fanfare.local.StackSettings;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.local.stepfunctions.StateMachineSpec;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.DirectRow;
import dev.fanfare.tables.DirectRows;
import dev.fanfare.tables.RowValues;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The stack of the template, with delayed post responses and a choice whether one shard uses a Map
 * Run.
 */
final class FanoutStack implements AutoCloseable {
  /** The condition in the definition for a single shard, and one that is never true. */
  private static final String ONE_SHARD = "{% $shards = 1 %}";

  private static final String NEVER = "{% $shards = 0 %}";

  /** Connects per second, more than AWS allows, because connecting is not measured. */
  private static final int CONNECTS = 5_000;

  private final LocalStack stack;
  private final SqsClient queues;
  private final SfnClient states;
  private final DynamoDbClient tables;

  private FanoutStack(LocalStack stack) {
    this.stack = stack;
    this.queues = stack.queues();
    this.states = stack.states();
    this.tables = stack.tables();
  }

  static FanoutStack start(Path template, Duration postLatency) throws IOException {
    return new FanoutStack(
        LocalStack.start(
            StackSettings.of(template)
                .withParameters(Map.of("DirectLimit", "" + FanoutCommand.MAX_CLIENTS))
                .withQuotas(
                    GatewayQuotas.DEFAULT
                        .withConnects(CONNECTS, CONNECTS)
                        .withPostLatency(postLatency))));
  }

  URI sockets() {
    return stack.endpoints().sockets();
  }

  URI connections() {
    return stack.endpoints().connections();
  }

  String region() {
    return stack.account().region();
  }

  /**
   * Makes later broadcasts take this path.
   *
   * @throws BenchFailure if the definition does not have the condition exactly once
   */
  void choose(MessagePath path) {
    String definition = stack.template().all(StateMachineSpec.class).get(0).definition();
    if (definition.indexOf(ONE_SHARD) < 0
        || definition.indexOf(ONE_SHARD) != definition.lastIndexOf(ONE_SHARD)) {
      throw new BenchFailure(
          "the definition must have the condition " + ONE_SHARD + " exactly once");
    }
    String changed =
        path == MessagePath.MAP_RUN ? definition.replace(ONE_SHARD, NEVER) : definition;
    states.updateStateMachine(
        update -> update.stateMachineArn(stack.output("StateMachineArn")).definition(changed));
  }

  /**
   * Sends a message to the default channel through the queue. {@link ChannelSender} uses the same
   * channel.
   *
   * @return ARN of its execution
   */
  String send(String data) {
    String url = stack.output("QueueUrl");
    String request = "{\"channels\":[\"default\"],\"data\":" + data + "}";
    String id = queues.sendMessage(send -> send.queueUrl(url).messageBody(request)).messageId();
    return stack
        .account()
        .executionArn(stack.template().all(StateMachineSpec.class).get(0).name(), id);
  }

  /**
   * Whether a message has been posted directly and its row exists.
   *
   * @throws BenchFailure if an execution posted it instead
   */
  boolean isPosted(String id) {
    var row =
        tables.getItem(
            get -> get.tableName(stack.output("ProgressTableName")).key(DirectRows.key(id)));
    if (row.hasItem()
        && !AttributeValue.fromS(BroadcastPath.DIRECT).equals(row.item().get(DirectRow.PATH))) {
      throw new BenchFailure("a message was handed over to an execution");
    }
    return row.hasItem();
  }

  /**
   * Whether an execution has ended.
   *
   * @throws BenchFailure if it did not succeed
   */
  boolean hasEnded(String executionArn) {
    try {
      var execution = states.describeExecution(describe -> describe.executionArn(executionArn));
      if (execution.status() == ExecutionStatus.RUNNING) {
        return false;
      }
      if (execution.status() != ExecutionStatus.SUCCEEDED) {
        throw new BenchFailure("a broadcast failed: " + execution.cause());
      }
      return true;
    } catch (ExecutionDoesNotExistException notYet) {
      return false;
    }
  }

  /** Returns the number of Map Runs of an execution. */
  int mapRuns(String executionArn) {
    return states.listMapRuns(list -> list.executionArn(executionArn)).mapRuns().size();
  }

  /** Returns the ids of all connections, read with a scan like a plain loop of posts does. */
  List<String> connectionIds() {
    String table = stack.output("ConnectionsTableName");
    return tables.scanPaginator(scan -> scan.tableName(table)).items().stream()
        .map(row -> RowValues.required(row, ConnectionRow.CONNECTION_ID).s())
        .filter(id -> !ConnectionRow.isBan(id))
        .toList();
  }

  @Override
  public void close() {
    stack.close();
  }
}

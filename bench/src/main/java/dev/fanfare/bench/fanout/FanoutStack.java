package dev.fanfare.bench.fanout;

import dev.fanfare.bench.process.BenchFailure;
import dev.fanfare.bench.report.Way;
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

/** The template as it deploys, on a gateway that answers late, with its Map to be chosen. */
final class FanoutStack implements AutoCloseable {
  /** The question that decides, and one that nothing is the yes to. */
  private static final String ONE_SHARD = "{% $shards = 1 %}";

  private static final String NEVER = "{% $shards = 0 %}";

  /** More than AWS lets connect at once; connecting is not what is measured. */
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
   * Lets later broadcasts go this way.
   *
   * @throws BenchFailure when the definition no longer asks the question that decides
   */
  void go(Way way) {
    String definition = stack.template().all(StateMachineSpec.class).get(0).definition();
    if (definition.indexOf(ONE_SHARD) < 0
        || definition.indexOf(ONE_SHARD) != definition.lastIndexOf(ONE_SHARD)) {
      throw new BenchFailure("the definition must ask exactly once whether " + ONE_SHARD);
    }
    String changed = way == Way.MAP_RUN ? definition.replace(ONE_SHARD, NEVER) : definition;
    states.updateStateMachine(
        update -> update.stateMachineArn(stack.output("StateMachineArn")).definition(changed));
  }

  /**
   * Puts a message on the queue, to the channel in which everyone is who names none: the same
   * members as those of {@link Speaker}.
   *
   * @return what its execution is called
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
   * Whether a broadcast has been posted directly, and written down.
   *
   * @throws BenchFailure when an execution has it
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
   * Whether an execution has come to its end.
   *
   * @throws BenchFailure when that is not a good one
   */
  boolean hasEnded(String executionArn) {
    try {
      var execution = states.describeExecution(describe -> describe.executionArn(executionArn));
      if (execution.status() == ExecutionStatus.RUNNING) {
        return false;
      }
      if (execution.status() != ExecutionStatus.SUCCEEDED) {
        throw new BenchFailure("a broadcast ended otherwise than well: " + execution.cause());
      }
      return true;
    } catch (ExecutionDoesNotExistException notYet) {
      return false;
    }
  }

  /** How many Map Runs an execution has had. */
  int mapRuns(String executionArn) {
    return states.listMapRuns(list -> list.executionArn(executionArn)).mapRuns().size();
  }

  /** Everyone who is connected, read as whoever posts in a loop reads them. */
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

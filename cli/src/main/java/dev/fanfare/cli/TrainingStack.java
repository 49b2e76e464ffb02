package dev.fanfare.cli;

import com.sun.net.httpserver.HttpExchange;
import dev.fanfare.loopback.LoopbackHttp;
import java.io.IOException;
import java.util.Map;

/** Answers AWS calls of {@code list} as a stack with one broadcast would, from fixed texts. */
final class TrainingStack implements AutoCloseable {
  static final String REGION = "us-east-1";

  private static final String STATE_MACHINE =
      "arn:aws:states:us-east-1:000000000000:stateMachine:fanfare";
  private static final String EXECUTION =
      """
      "executionArn": "arn:aws:states:us-east-1:000000000000:execution:fanfare:training",
      "stateMachineArn": "%s", "name": "training", "status": "RUNNING", "startDate": 0
      """
          .formatted(STATE_MACHINE);

  /** Responses in the JSON protocols, by the operation in the header {@code X-Amz-Target}. */
  private static final Map<String, String> RESPONSES =
      Map.of(
          "ListExecutions", "{\"executions\": [{" + EXECUTION + "}]}",
          "DescribeExecution", "{" + EXECUTION + "}",
          "Query", "{\"Items\": [], \"Count\": 0, \"ScannedCount\": 0}");

  private static final String STACK =
      """
      <DescribeStacksResponse><DescribeStacksResult><Stacks><member>
        <StackName>fanfare</StackName>
        <StackId>arn:aws:cloudformation:us-east-1:000000000000:stack/fanfare/training</StackId>
        <CreationTime>2026-01-01T00:00:00Z</CreationTime>
        <StackStatus>CREATE_COMPLETE</StackStatus>
        <Outputs>
          <member><OutputKey>StateMachineArn</OutputKey><OutputValue>%s</OutputValue></member>
          <member><OutputKey>ProgressTableName</OutputKey><OutputValue>progress</OutputValue></member>
        </Outputs>
      </member></Stacks></DescribeStacksResult></DescribeStacksResponse>
      """
          .formatted(STATE_MACHINE);

  private final LoopbackHttp server;

  private TrainingStack(LoopbackHttp server) {
    this.server = server;
  }

  static TrainingStack start() {
    return new TrainingStack(LoopbackHttp.start("training", 0, TrainingStack::answer));
  }

  /** Returns the address of all services. */
  String address() {
    return server.endpoint().toString();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target == null) {
      LoopbackHttp.answer(exchange, 200, "text/xml", STACK);
      return;
    }
    String operation = target.substring(target.indexOf('.') + 1);
    LoopbackHttp.answer(
        exchange, 200, "application/x-amz-json-1.0", RESPONSES.getOrDefault(operation, "{}"));
  }

  @Override
  public void close() {
    server.close();
  }
}

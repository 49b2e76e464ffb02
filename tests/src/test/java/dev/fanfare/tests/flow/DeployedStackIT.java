package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.stack.DeployedStack;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** The stack as the operator's tool sees it, through AWS's public APIs alone. */
@OnStack(StackKind.SMALL_SHARDS)
class DeployedStackIT {
  private DeployedStack stack;

  @BeforeEach
  void open(Flow flow) {
    stack = DeployedStack.onThisMachine("fanfare", service -> flow.endpoints().apis());
  }

  @AfterEach
  void close() {
    stack.close();
  }

  @Test
  void open_existingStack_readsItsParts(Flow flow) {
    assertThat(stack.name()).isEqualTo("fanfare");
    assertThat(stack.region()).isEqualTo("eu-central-2");
    assertThat(stack.accountId()).isEqualTo("000000000000");
    assertThat(stack.isLocal()).isTrue();
    assertThat(stack.number("MaxRounds")).isPositive();
    assertThat(stack.output("SocketUrl")).isEqualTo(flow.endpoints().sockets().toString());
    assertThat(stack.executionArn("b-1")).endsWith(":execution:fanfare-broadcast:b-1");
    assertThat(stack.stacks().getTemplate(r -> r.stackName("fanfare")).templateBody())
        .contains("Transform: AWS::Serverless-2016-10-31");
  }

  @Test
  void clients_ofEveryPart_reachIt() {
    assertThat(stack.tables().describeTable(r -> r.tableName(stack.connectionsTable())).table())
        .isNotNull();
    assertThat(stack.tables().describeTable(r -> r.tableName(stack.subscriptionsTable())).table())
        .isNotNull();
    assertThat(stack.tables().describeTable(r -> r.tableName(stack.staleTable())).table())
        .isNotNull();
    assertThat(stack.objects().headBucket(r -> r.bucket(stack.bucket()))).isNotNull();
    assertThat(stack.queues().getQueueAttributes(r -> r.queueUrl(stack.queueUrl()))).isNotNull();
    assertThat(stack.queues().getQueueAttributes(r -> r.queueUrl(stack.deadLetterQueueUrl())))
        .isNotNull();
    assertThat(stack.states().describeStateMachine(r -> r.stateMachineArn(stack.stateMachineArn())))
        .isNotNull();
    assertThat(stack.functions().listFunctions().functions()).isNotEmpty();
    assertThat(
            stack
                .quotas()
                .getServiceQuota(r -> r.serviceCode("lambda").quotaCode("L-B99A9384"))
                .quota()
                .value())
        .isPositive();
    assertThat(stack.states()).isSameAs(stack.states());
  }

  @Test
  void metrics_ofABroadcast_comeFromFunctionLogsAndTheGateway(Flow flow) {
    double deliveredBefore = sum("Fanfare", "delivered", List.of());
    List<Dimension> api = apiDimension();
    double connectsBefore = sum("AWS/ApiGateway", "ConnectCount", api);
    double messagesBefore = sum("AWS/ApiGateway", "MessageCount", api);
    List<String> users = flow.names("user", 5);
    flow.connect(users);

    flow.broadcasts().run("{\"users\":%s,\"data\":1}".formatted(Requests.list(users))).succeeded();

    await()
        .untilAsserted(
            () -> {
              assertThat(sum("Fanfare", "delivered", List.of()) - deliveredBefore).isEqualTo(5);
              assertThat(sum("AWS/ApiGateway", "ConnectCount", api) - connectsBefore).isEqualTo(5);
              assertThat(sum("AWS/ApiGateway", "MessageCount", api) - messagesBefore).isEqualTo(5);
            });
  }

  /** Metric dimensions use the resource's physical id. */
  private List<Dimension> apiDimension() {
    String id =
        stack
            .stacks()
            .describeStackResources(r -> r.stackName(stack.name()).logicalResourceId("SocketApi"))
            .stackResources()
            .get(0)
            .physicalResourceId();
    return List.of(Dimension.builder().name("ApiId").value(id).build());
  }

  private double sum(String namespace, String name, List<Dimension> dimensions) {
    var request =
        GetMetricStatisticsRequest.builder()
            .namespace(namespace)
            .metricName(name)
            .dimensions(dimensions)
            .startTime(Instant.now().minusSeconds(3_600))
            .endTime(Instant.now().plusSeconds(60))
            .period(60)
            .statistics(Statistic.SUM)
            .build();
    return stack.metrics().getMetricStatistics(request).datapoints().stream()
        .mapToDouble(point -> point.sum())
        .sum();
  }

  @Test
  void open_noSuchStack_suggestsAnotherName(Flow flow) {
    URI apis = flow.endpoints().apis();

    assertThatThrownBy(() -> DeployedStack.onThisMachine("another", service -> apis))
        .isInstanceOfSatisfying(
            CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NO_STACK))
        .hasMessageContaining("there is no stack another here: name another with --stack");
    assertThatThrownBy(() -> stack.output("NoSuchOutput"))
        .hasMessageContaining("stack fanfare has no output NoSuchOutput");
    assertThatThrownBy(() -> stack.number("Transport"))
        .hasMessage("parameter Transport of stack fanfare is http1: must be a whole number");
  }
}

package dev.fanfare.local.stepfunctions;

import static org.awaitility.Awaitility.await;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.local.physics.StepPace;
import dev.fanfare.local.stepfunctions.execution.Engine;
import dev.fanfare.local.stepfunctions.execution.MachineSettings;
import dev.fanfare.local.time.Nanos;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.SfnClientBuilder;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** A local Step Functions with manual time, and the real SDK's client for its API. */
public final class TestStates implements AutoCloseable {
  public static final String ROLE = "arn:aws:iam::000000000000:role/states";
  public static final String BUCKET = "results";

  public final ManualTime time = new ManualTime();
  public final ScriptedFunctions functions = new ScriptedFunctions();
  public final InMemoryObjectStore objects = new InMemoryObjectStore(BUCKET);
  public final StepFunctions states;
  public final LocalService api;
  public final SfnClient client;
  private final AtomicInteger created = new AtomicInteger();

  /** Starts it without limits. */
  public TestStates() {
    this(Physics.none());
  }

  public TestStates(Physics physics) {
    var pace = new StepPace(physics, Nanos.of(time));
    states =
        new StepFunctions(
            LocalAccount.DEFAULT,
            functions,
            objects,
            new Engine.Time(time, time, pace),
            new Random(42));
    api = LoopbackHttp.start("test", 0, states.handler());
    client = client(api.endpoint());
  }

  public static SfnClient client(URI endpoint) {
    return builder(endpoint).build();
  }

  public static SfnClient clientWithoutRetries(URI endpoint) {
    return builder(endpoint)
        .overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private static SfnClientBuilder builder(URI endpoint) {
    return SfnClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(AwsCrtHttpClient.builder().maxConcurrency(20));
  }

  /** Creates a new state machine; in its definition, single quotes replace double quotes. */
  public String create(String definition) {
    return states.createStateMachine(
        "machine-" + created.incrementAndGet(),
        definition.replace('\'', '"'),
        ROLE,
        MachineSettings.DEFAULT);
  }

  /** Starts an execution of a new state machine. */
  public String start(String definition, String input) {
    var arn = create(definition);
    return client
        .startExecution(r -> r.stateMachineArn(arn).input(input.replace('\'', '"')))
        .executionArn();
  }

  /** Starts an execution of a new state machine and waits until it ends. */
  public DescribeExecutionResponse run(String definition, String input) {
    return awaitEnd(start(definition, input));
  }

  public DescribeExecutionResponse awaitEnd(String executionArn) {
    return await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(10))
        .until(() -> describe(executionArn), e -> e.status() != ExecutionStatus.RUNNING);
  }

  public DescribeExecutionResponse describe(String executionArn) {
    return client.describeExecution(r -> r.executionArn(executionArn));
  }

  public List<HistoryEvent> history(String executionArn) {
    return client.getExecutionHistoryPaginator(r -> r.executionArn(executionArn)).events().stream()
        .toList();
  }

  /** A history, one line per event: {@code 3<-2 TaskScheduled}. */
  public List<String> outline(String executionArn) {
    return history(executionArn).stream()
        .map(e -> e.id() + "<-" + e.previousEventId() + " " + e.typeAsString())
        .toList();
  }

  /** Waits until this number of timers is pending, then advances the time. */
  public void advance(int timers, Duration step) {
    until(() -> time.pendingTimers() == timers);
    time.advance(step);
  }

  public static void until(java.util.concurrent.Callable<Boolean> condition) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(10))
        .until(condition);
  }

  public DescribeMapRunResponse mapRun(String executionArn) {
    var mapRuns = client.listMapRuns(r -> r.executionArn(executionArn)).mapRuns();
    return client.describeMapRun(r -> r.mapRunArn(mapRuns.get(0).mapRunArn()));
  }

  @Override
  public void close() {
    client.close();
    api.close();
    states.close();
  }
}

package dev.fanfare.local;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.apigateway.Gateway;
import dev.fanfare.local.apigateway.GatewayCounts;
import dev.fanfare.local.apigateway.GatewayFaults;
import dev.fanfare.local.apigateway.GatewayPort;
import dev.fanfare.local.cloudformation.Template;
import dev.fanfare.local.cloudformation.resources.StackIdentity;
import dev.fanfare.local.cloudwatch.Metrics;
import dev.fanfare.local.cloudwatch.SocketMetrics;
import dev.fanfare.local.cloudwatchlogs.LogGroupSpec;
import dev.fanfare.local.cloudwatchlogs.Logs;
import dev.fanfare.local.issuer.DevelopmentIssuer;
import dev.fanfare.local.lambda.AsyncInvocations;
import dev.fanfare.local.lambda.FunctionCode;
import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.lambda.FunctionPool;
import dev.fanfare.local.lambda.InvokeApi;
import dev.fanfare.local.lambda.sources.QueuePoller;
import dev.fanfare.local.lambda.sources.StreamPoller;
import dev.fanfare.local.secretsmanager.LocalSecrets;
import dev.fanfare.local.sqs.QueueSender;
import dev.fanfare.local.stepfunctions.StateMachineSpec;
import dev.fanfare.local.stepfunctions.StepFunctions;
import dev.fanfare.local.stepfunctions.objects.S3ObjectStore;
import dev.fanfare.local.time.SystemTimer;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalEndpoints;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * One template, running in this JVM. {@link #start} returns when everything is up and every
 * function has started once; {@link #close} ends it, and its data with it.
 */
public final class LocalStack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);

  /** How long an invocation waits while all environments of its function are busy. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String NAME = "fanfare";

  private final StackSettings settings;
  private final LocalAccount account = LocalAccount.DEFAULT;
  private final Clock clock = Clock.systemUTC();
  private final Metrics metrics = new Metrics(clock);
  private final Logs logs = new Logs(clock);

  /** What is to be closed, the last opened first. */
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** The parts that have started, by the name that SDKs know them by. */
  private final Map<String, URI> services = new HashMap<>();

  private LocalClients clients;
  private Template template;
  private Gateway gateway;
  private DevelopmentIssuer issuer;
  private LocalSecrets secrets;

  private LocalStack(StackSettings settings) {
    this.settings = settings;
  }

  /**
   * Starts a stack.
   *
   * @throws IOException if the template cannot be read
   * @throws dev.fanfare.local.cloudformation.UnsupportedTemplateException with all its problems
   * @throws dev.fanfare.local.stepfunctions.definition.InvalidDefinitionException with all problems
   *     of a state machine
   * @throws dev.fanfare.local.lambda.FunctionStartException with all functions that cannot start
   * @throws StackPorts.InUseException with all ports that are in use
   * @throws dev.fanfare.loopback.ServiceStartException if a part cannot start
   */
  public static LocalStack start(StackSettings settings) throws IOException {
    var stack = new LocalStack(settings);
    try {
      stack.start();
      return stack;
    } catch (IOException | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** In the order of need: data first, then what invokes functions, then these, then triggers. */
  private void start() throws IOException {
    settings.ports().requireFree();
    startServices();
    clients = opened(new LocalClients(account.region()));
    template = readTemplate();
    new StackResources(tables(), queues(), objects(), secrets).create(template);
    var invoker = new DeferredInvoker();
    var states = startStates(invoker);
    startGateway(invoker);
    var timers = startTimers();
    var sources = startSources(asyncInvocations(invoker, timers));
    var pool = startFunctions(timers);
    var functions = settings.faults().apply(pool);
    invoker.become(functions);
    // What invokes functions ends before them, or closing would make their last calls fail.
    closeEarlier(states);
    closeEarlier(gateway);
    closeEarlier(sources);
    for (var machine : template.all(StateMachineSpec.class)) {
      states.createStateMachine(machine.name(), machine.definition(), machine.role().arn());
    }
    for (var mapping : new StackFunctions(template).mappings()) {
      opened(QueuePoller.start(mapping, queues(), functions, clock));
    }
    var streams = clients.streams(services.get(LocalEndpoints.DYNAMODB));
    for (var mapping : new StackFunctions(template).streamMappings()) {
      opened(StreamPoller.start(mapping, tables(), streams, functions, queueSender()::send, clock));
    }
    sources.createSchedules();
    services.putAll(
        opened(new StackAccount(settings, account))
            .start(template, gateway.socketEndpoint(), pool.functions(), metrics, logs));
  }

  private void startServices() {
    var started = opened(LocalServices.start(settings.ports().services(), account));
    services.put(LocalEndpoints.DYNAMODB, settings.tables().apply(started.dynamoDb().endpoint()));
    services.put(LocalEndpoints.SQS, started.queues().endpoint());
    services.put(LocalEndpoints.S3, started.objects().endpoint());
    secrets = opened(LocalSecrets.start(settings.ports().secrets()));
    services.put(LocalEndpoints.SECRETS_MANAGER, secrets.endpoint());
    issuer = opened(DevelopmentIssuer.start(settings.ports().issuer(), clock));
  }

  private Template readTemplate() throws IOException {
    String prefix = services.get(LocalEndpoints.SQS) + "/" + account.accountId() + "/";
    var read =
        Template.read(
            settings.template(),
            LocalParameters.of(settings, issuer),
            new StackIdentity(NAME, account),
            StackTypes.all(queue -> prefix + queue, settings.concurrency()));
    FunctionCode.require(settings.template(), read);
    return read;
  }

  private StepFunctions startStates(FunctionInvoker functions) {
    var timer = opened(new SystemTimer());
    var states =
        opened(
            StepFunctions.start(
                account,
                functions,
                settings.storeFaults().apply(new S3ObjectStore(objects())),
                clock,
                (delay, action) -> timer.schedule(delay.dividedBy(settings.pace()), action),
                new SecureRandom(),
                settings.ports().states()));
    services.put(LocalEndpoints.SFN, states.endpoint());
    return states;
  }

  private void startGateway(FunctionInvoker functions) {
    var api = new StackFunctions(template).socketApi();
    var counted = new SocketMetrics(metrics, api.apiId(), api.stage());
    gateway =
        opened(
            Gateway.start(
                api,
                functions,
                settings.quotas(),
                GatewayFaults.DEFAULT.withPosts(settings.postFaults()),
                new GatewayCounts(counted::connect, counted::message),
                account,
                clock,
                new GatewayPort(settings.ports().sockets(), settings.gateways())));
  }

  private ScheduledExecutorService startTimers() {
    ScheduledExecutorService timers = Executors.newScheduledThreadPool(1, LocalStack::daemon);
    parts.push(timers::shutdownNow);
    return timers;
  }

  private AsyncInvocations asyncInvocations(
      FunctionInvoker functions, ScheduledExecutorService timers) {
    return new AsyncInvocations(
        functions,
        timers,
        AsyncInvocations.RETRY_DELAYS,
        new StackFunctions(template)::asyncPolicy,
        queueSender()::send,
        clock);
  }

  private QueueSender queueSender() {
    return new QueueSender(queues(), services.get(LocalEndpoints.SQS));
  }

  /** Before the functions, whose variables name the topics' address. */
  private StackSources startSources(AsyncInvocations functions) {
    var sources = opened(new StackSources(template, account, clock));
    var topics = sources.startTopics(settings.ports().topics(), queueSender(), functions);
    services.put(LocalEndpoints.SNS, topics.endpoint());
    var scheduler = sources.startScheduler(settings.ports().schedules(), states(), functions);
    services.put(LocalEndpoints.SCHEDULER, scheduler.endpoint());
    return sources;
  }

  private FunctionPool startFunctions(ScheduledExecutorService timers) {
    var functions = new StackFunctions(template);
    var specs = functions.specs(endpoints().variables(), gateway.postsEndpoint());
    template.all(LogGroupSpec.class).forEach(group -> logs.create(group.name()));
    var pool =
        opened(
            new FunctionPool(
                specs, account, PATIENCE, clock, timers, new LoggedLines(metrics, logs)));
    pool.warm();
    var rebuilds = settings.snapshotRebuilds();
    rebuilds.forEach((step, rebuild) -> pool.dropSnapshot(functions.ofStep(step), rebuild));
    var events = asyncInvocations(pool, timers);
    var api = opened(InvokeApi.start(settings.ports().functions(), pool, events));
    services.put(LocalEndpoints.LAMBDA, api.endpoint());
    return pool;
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  private void closeEarlier(AutoCloseable part) {
    parts.remove(part);
    parts.push(part);
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "stack-timer");
    thread.setDaemon(true);
    return thread;
  }

  public StackEndpoints endpoints() {
    return new StackEndpoints(gateway.socketEndpoint(), gateway.connectionsEndpoint(), services);
  }

  /** What the template asks for, resolved. */
  public Template template() {
    return template;
  }

  public LocalAccount account() {
    return account;
  }

  /**
   * The value of one of the template's outputs.
   *
   * @throws IllegalArgumentException when the template has no such output
   */
  public String output(String name) {
    return template.output(name);
  }

  /** Where clients get tokens, when the stack asks for them. */
  public URI issuer() {
    return issuer.endpoint();
  }

  /** The number of open sockets. */
  public int connections() {
    return gateway.connections();
  }

  public DynamoDbClient tables() {
    return clients.dynamoDb(services.get(LocalEndpoints.DYNAMODB));
  }

  public SqsClient queues() {
    return clients.sqs(services.get(LocalEndpoints.SQS));
  }

  public S3Client objects() {
    return clients.s3(services.get(LocalEndpoints.S3));
  }

  public SfnClient states() {
    return clients.sfn(services.get(LocalEndpoints.SFN));
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) { // AutoCloseable declares it; whatever it is, the others close too.
        LOG.warn("{} did not close: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }
}

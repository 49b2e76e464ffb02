package dev.fanfare.local;

import static java.util.Objects.requireNonNull;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.apigateway.Gateway;
import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.GatewayCounts;
import dev.fanfare.local.apigateway.GatewayPort;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.local.cloudformation.Template;
import dev.fanfare.local.cloudformation.api.RunningStack;
import dev.fanfare.local.cloudformation.api.StackService;
import dev.fanfare.local.cloudformation.resources.StackIdentity;
import dev.fanfare.local.cloudwatch.EmbeddedMetrics;
import dev.fanfare.local.cloudwatch.MetricService;
import dev.fanfare.local.cloudwatch.Metrics;
import dev.fanfare.local.cloudwatch.SocketMetrics;
import dev.fanfare.local.cloudwatchlogs.LogGroupSpec;
import dev.fanfare.local.cloudwatchlogs.LogService;
import dev.fanfare.local.cloudwatchlogs.Logs;
import dev.fanfare.local.dynamodb.TableSpec;
import dev.fanfare.local.issuer.DevelopmentIssuer;
import dev.fanfare.local.lambda.AsyncInvocations;
import dev.fanfare.local.lambda.FunctionCode;
import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.lambda.FunctionPool;
import dev.fanfare.local.lambda.InvokeApi;
import dev.fanfare.local.lambda.sources.QueuePoller;
import dev.fanfare.local.lambda.sources.StreamPoller;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.local.physics.StepPace;
import dev.fanfare.local.s3.BucketSpec;
import dev.fanfare.local.scheduler.ScheduleSpec;
import dev.fanfare.local.scheduler.SchedulerService;
import dev.fanfare.local.scheduler.Schedules;
import dev.fanfare.local.scheduler.TargetCalls;
import dev.fanfare.local.secretsmanager.LocalSecrets;
import dev.fanfare.local.secretsmanager.SecretSpec;
import dev.fanfare.local.servicequotas.Quota;
import dev.fanfare.local.servicequotas.QuotaService;
import dev.fanfare.local.sns.Deliveries;
import dev.fanfare.local.sns.TopicService;
import dev.fanfare.local.sns.TopicSpec;
import dev.fanfare.local.sqs.QueueSender;
import dev.fanfare.local.sqs.QueueSpec;
import dev.fanfare.local.stepfunctions.StateMachineSpec;
import dev.fanfare.local.stepfunctions.StepFunctions;
import dev.fanfare.local.stepfunctions.execution.Engine;
import dev.fanfare.local.stepfunctions.objects.S3ObjectStore;
import dev.fanfare.local.time.DaemonThreads;
import dev.fanfare.local.time.Nanos;
import dev.fanfare.local.time.SystemTimer;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalEndpoints;
import dev.fanfare.loopback.LocalService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Starts the parts of a stack, each after the parts that it needs. */
final class StackStart {

  /** How long an invocation waits while all environments of its function are busy. */
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(60);

  private static final String NAME = "fanfare";

  private final StackSettings settings;
  private final StackParts parts;
  private final LocalAccount account = LocalAccount.DEFAULT;
  private final Clock clock = Clock.systemUTC();
  private final Metrics metrics = new Metrics(clock);
  private final Logs logs = new Logs(clock);
  private final LocalClients clients;
  private final Physics physics;
  private final GatewayQuotas quotas;

  /** The addresses of the services that have started. */
  private final Map<String, URI> services = new HashMap<>();

  StackStart(StackSettings settings, StackParts parts) {
    this.settings = settings;
    this.parts = parts;
    this.clients = parts.add(StackClients.of(account.region()));
    this.physics = Physics.of(settings.timing().physics());
    this.quotas = settings.quotas().with(physics.settings());
  }

  LocalStack start() throws IOException {
    settings.ports().requireFree();
    var secrets = startServices();
    var issuer =
        parts.add(new DevelopmentIssuer(settings.ports().of(LocalEndpoints.ISSUER), clock));
    var template = readTemplate(issuer);
    createResources(template, secrets);
    var specs = new StackFunctions(template);
    var invoker = new StartingFunctions();
    var timers = Executors.newScheduledThreadPool(1, new DaemonThreads("stack-timer"));
    parts.add(timers::shutdownNow);

    var states = startStates(invoker);
    var gateway = startGateway(specs.socketApi(), invoker);
    var sources = parts.add(new StackParts());
    var scheduler = startSources(sources, template, events(specs, invoker, timers));
    var pool = startFunctions(template, specs, gateway, timers);
    invoker.started(settings.detours().functions().apply(pool));
    // Callers of functions close before the functions. Otherwise their last calls would fail.
    parts.closeEarlier(states);
    parts.closeEarlier(gateway);
    parts.closeEarlier(sources);

    template
        .all(StateMachineSpec.class)
        .forEach(
            each ->
                states.createStateMachine(
                    each.name(), each.definition(), each.role().arn(), each.settings()));
    startPollers(specs, invoker);
    template.all(ScheduleSpec.class).forEach(scheduler::create);
    startOperatorServices(template, gateway.socketEndpoint(), pool);
    return new LocalStack(parts, clients, template, gateway, issuer.endpoint(), services, physics);
  }

  /** Starts a service on its port and stores its address. */
  private <T extends LocalService> T start(String name, StackParts into, IntFunction<T> start) {
    T service = into.add(start.apply(settings.ports().of(name)));
    services.put(name, service.endpoint());
    return service;
  }

  private URI address(String service) {
    return requireNonNull(services.get(service), service);
  }

  private LocalSecrets startServices() {
    var started = parts.add(LocalServices.start(settings.ports(), account, physics));
    services.put(
        LocalEndpoints.DYNAMODB, settings.detours().tables().apply(started.dynamoDb().endpoint()));
    services.put(LocalEndpoints.SQS, started.queues().endpoint());
    services.put(LocalEndpoints.S3, started.objects().endpoint());
    var secrets = new LocalSecrets();
    start(LocalEndpoints.SECRETS_MANAGER, parts, secrets::serve);
    return secrets;
  }

  private Template readTemplate(DevelopmentIssuer issuer) throws IOException {
    String prefix = address(LocalEndpoints.SQS) + "/" + account.accountId() + "/";
    var read =
        Template.read(
            settings.template(),
            LocalParameters.of(settings, issuer),
            new StackIdentity(NAME, account),
            StackTypes.all(queue -> prefix + queue, settings.size().concurrency()));
    FunctionCode.require(settings.template(), read);
    return read;
  }

  private void createResources(Template template, LocalSecrets secrets) {
    template.all(TableSpec.class).forEach(table -> table.create(tables()));
    // A dead-letter queue must exist before the queue that uses it.
    template.all(QueueSpec.class).stream()
        .sorted(Comparator.comparing(queue -> queue.redrive().isPresent()))
        .forEach(queue -> queue.create(queues()));
    var objects = clients.s3(address(LocalEndpoints.S3));
    template.all(BucketSpec.class).forEach(bucket -> bucket.create(objects));
    template.all(SecretSpec.class).forEach(secrets::generate);
    template.all(LogGroupSpec.class).forEach(group -> logs.create(group.name()));
  }

  private StepFunctions startStates(FunctionInvoker functions) {
    var timer = parts.add(new SystemTimer());
    var time =
        new Engine.Time(
            clock,
            (delay, action) -> timer.schedule(delay.dividedBy(settings.timing().pace()), action),
            new StepPace(physics, Nanos.of(clock)));
    var objects = new S3ObjectStore(clients.s3(address(LocalEndpoints.S3)));
    return start(
        LocalEndpoints.SFN,
        parts,
        port ->
            new StepFunctions(
                account,
                functions,
                settings.detours().store().apply(objects),
                time,
                new SecureRandom(),
                port));
  }

  private Gateway startGateway(GatewayApi api, FunctionInvoker functions) {
    var counted = new SocketMetrics(metrics, api.apiId(), api.stage());
    return parts.add(
        Gateway.start(
            api,
            functions,
            quotas,
            settings.detours().gateway(),
            new GatewayCounts(counted::connect, counted::message, physics.meter()),
            account,
            clock,
            new GatewayPort(
                settings.ports().of(LocalEndpoints.SOCKETS), settings.size().gateways())));
  }

  private AsyncInvocations events(
      StackFunctions specs, FunctionInvoker functions, ScheduledExecutorService timers) {
    return new AsyncInvocations(
        functions,
        timers,
        AsyncInvocations.RETRY_DELAYS,
        specs::asyncPolicy,
        queueSender()::send,
        clock);
  }

  /** Starts SNS with the template's topics, and the scheduler without schedules. */
  private SchedulerService startSources(
      StackParts sources, Template template, AsyncInvocations functions) {
    var executor = Executors.newCachedThreadPool(new DaemonThreads("stack-source"));
    sources.add(executor::shutdownNow);
    var deliveries = new Deliveries(queueSender()::send, functions::submit, executor);
    var topics = new TopicService(account, deliveries, clock);
    start(LocalEndpoints.SNS, sources, topics::serve);
    template.all(TopicSpec.class).forEach(topics::create);
    var targets =
        new ScheduleTargets(clients.sfn(address(LocalEndpoints.SFN)), functions, queueSender());
    var timer = sources.add(new SystemTimer());
    var calls = new TargetCalls(targets, targets::send, clock, timer);
    var schedules = new Schedules(calls, clock, timer, () -> UUID.randomUUID().toString());
    var scheduler = new SchedulerService(account, schedules);
    start(LocalEndpoints.SCHEDULER, sources, scheduler::serve);
    return scheduler;
  }

  private FunctionPool startFunctions(
      Template template, StackFunctions specs, Gateway gateway, ScheduledExecutorService timers) {
    var endpoints =
        new StackEndpoints(gateway.socketEndpoint(), gateway.connectionsEndpoint(), services);
    var embedded = new EmbeddedMetrics(metrics);
    var pool =
        parts.add(
            new FunctionPool(
                specs.specs(endpoints.variables(), gateway.postsEndpoint()),
                account,
                BUSY_TIMEOUT,
                clock,
                timers,
                physics,
                (function, stream, message) -> {
                  embedded.accept(message);
                  logs.write(function.logGroup(), stream, message);
                }));
    pool.warm();
    var rebuilds = settings.timing().snapshotRebuilds();
    rebuilds.forEach((step, rebuild) -> pool.dropSnapshot(specs.ofStep(step), rebuild));
    var events = events(specs, pool, timers);
    start(LocalEndpoints.LAMBDA, parts, new InvokeApi(pool, events)::serve);
    return pool;
  }

  private void startPollers(StackFunctions specs, FunctionInvoker functions) {
    for (var mapping : specs.mappings()) {
      parts.add(new QueuePoller(mapping, queues(), functions, clock).start());
    }
    var streams = clients.streams(address(LocalEndpoints.DYNAMODB));
    for (var mapping : specs.streamMappings()) {
      parts.add(
          new StreamPoller(mapping, tables(), streams, functions, queueSender()::send, clock)
              .start());
    }
  }

  /** Starts the operators' services last: when a tool finds the stack, the stack is ready. */
  private void startOperatorServices(Template template, URI sockets, FunctionPool pool)
      throws IOException {
    var requests = quotas.requests();
    double connects = quotas.connects().perSecond();
    var shown = Quota.of(requests.perSecond(), requests.burst(), connects, pool.concurrency());
    var running =
        RunningStack.of(template, sockets, clock.instant(), Files.readString(settings.template()));
    start(LocalEndpoints.CLOUDWATCH_LOGS, parts, new LogService(account, logs)::serve);
    start(LocalEndpoints.CLOUDWATCH, parts, new MetricService(account, metrics)::serve);
    start(LocalEndpoints.SERVICE_QUOTAS, parts, new QuotaService(account, shown)::serve);
    start(LocalEndpoints.CLOUDFORMATION, parts, new StackService(running)::serve);
  }

  private DynamoDbClient tables() {
    return clients.dynamoDb(address(LocalEndpoints.DYNAMODB));
  }

  private SqsClient queues() {
    return clients.sqs(address(LocalEndpoints.SQS));
  }

  private QueueSender queueSender() {
    return new QueueSender(queues(), address(LocalEndpoints.SQS));
  }
}

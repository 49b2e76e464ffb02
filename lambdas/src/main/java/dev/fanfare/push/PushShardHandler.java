package dev.fanfare.push;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.bucket.S3BroadcastBucket;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Deadline;
import dev.fanfare.config.Environment;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.config.StepHandler;
import dev.fanfare.push.PushTerms.Ends;
import dev.fanfare.push.permits.Budget;
import dev.fanfare.push.permits.DynamoPermitStore;
import dev.fanfare.push.permits.PermitStore;
import dev.fanfare.push.permits.Permits;
import dev.fanfare.push.permits.SharedPermits;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.request.Priority;
import dev.fanfare.tables.ProgressRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.crac.Core;
import org.crac.Resource;

/**
 * PushShard: one invocation of pushing one shard; called again with its progress until it is
 * finished.
 */
public final class PushShardHandler
    extends StepHandler<PushShardHandler.Payload, PushShardHandler.Result> {

  /**
   * @param expiresAt when nothing is posted any more, in milliseconds since the epoch; or null
   * @param pushers how many push at the same time, to share the account's post rate
   * @param execution ARN of the execution that pushes this shard; null when the machine is of
   *     before progress was told
   * @param round of pushing, from 1; null in the same case
   * @param rate posts per second that the request allows; null when it does not say
   * @param priority of the broadcast; null when the machine is of before there were any
   * @param progress what the last invocation reached; null at the beginning
   */
  record Payload(
      String broadcastId,
      String shardKey,
      String messageKey,
      Long expiresAt,
      int pushers,
      String execution,
      Integer round,
      Integer rate,
      Priority priority,
      Progress progress) {

    Progress before() {
      return progress == null ? Progress.START : progress;
    }
  }

  record Result(boolean finished, Progress progress) {}

  /** Enough to write down what was reached and to answer. */
  private static final long HAND_OVER_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final BroadcastBucket bucket;
  private final Transport transport;
  private final PermitStore permits;
  private final ProgressLog progress;
  private final PushConfig config;
  private final PushTime time;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(PushShardHandler::daemon);

  private final Executor reports = DynamoProgressLog.background();

  /** Not a seeded one: all environments that SnapStart restores would draw the same numbers. */
  private final RandomGenerator random = new SecureRandom();

  /** Held here because CRaC does not hold it. */
  private Resource snapStartHook;

  /** As Lambda makes it: primed before SnapStart takes a snapshot, if it does. */
  public PushShardHandler() {
    this(Environment.variables());
    var variables = Environment.variables();
    snapStartHook =
        new SnapStartHook(
            config,
            SnapStartHook.POSTS,
            () -> new AwsClients(variables),
            time,
            line -> PrintableLog.ofRuntime().log(line));
    Core.getGlobalContext().register(snapStartHook);
  }

  PushShardHandler(Map<String, String> environment) {
    this(PushConfig.from(environment), new AwsClients(environment));
  }

  private PushShardHandler(PushConfig config, AwsClients aws) {
    this(
        new S3BroadcastBucket(aws.objects(), config.bucket()),
        Transports.of(config, aws),
        new DynamoPermitStore(aws.tables(), config.permitsTable(), DynamoPermitStore.background()),
        new DynamoProgressLog(aws.tables(), config.progressTable()),
        config,
        PushTime.system());
  }

  PushShardHandler(
      BroadcastBucket bucket,
      Transport transport,
      PermitStore permits,
      ProgressLog progress,
      PushConfig config,
      PushTime time) {
    super(Payload.class);
    this.bucket = bucket;
    this.transport = transport;
    this.permits = permits;
    this.progress = progress;
    this.config = config;
    this.time = time;
  }

  @Override
  protected Payload decode(InputStream in) throws IOException {
    return PushShardJson.read(in);
  }

  @Override
  protected void encode(Result result, OutputStream out) throws IOException {
    PushShardJson.write(result, out);
  }

  @Override
  protected Result handle(Payload payload, Context context) throws IOException {
    Consumer<String> log = told -> log(payload, told, context);
    String cancelKey = new BroadcastKeys(payload.broadcastId()).cancel();
    try (var cancelled = new CancelFlag(bucket, cancelKey, time, log).watch(watch);
        var shard = SpooledShard.open(bucket, payload.shardKey())) {
      var reports = reports(payload, shard.connections(), log);
      try {
        long began = time.nanos();
        Result result = push(payload, shard, cancelled, reports, context);
        PrintableLog.of(context)
            .log(CallLine.of(payload, result, time.nanos() - began), LogLevel.DEBUG);
        reports.end(result.progress(), result.finished());
        return result;
      } catch (IOException | RuntimeException e) {
        reports.fail(payload.before(), e);
        throw e;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while pushing " + payload.shardKey(), e);
    }
  }

  private Result push(
      Payload payload,
      SpooledShard shard,
      CancelFlag cancelled,
      ProgressReports reports,
      Context context)
      throws IOException, InterruptedException {
    Consumer<String> log = told -> log(payload, told, context);
    Ends ends = ends(payload, cancelled, context);
    cancelled.awaitFirstLook(ends.stopNanos());
    boolean isOver = cancelled.getAsBoolean();
    // Of thousands of shards that are cancelled before they begin, each takes as little as can be.
    var poster = transport.prepare(isOver ? new byte[0] : message(payload));
    try (var permits = permits(payload, poster::wake, log)) {
      var push =
          new ShardPush(
              poster, shard.lines(), payload.before(), config.terms(), ends, permits, time, random);
      if (!isOver) {
        push.watchedBy(reports);
        reports.begin(payload.before());
      }
      Progress reached = push.run();
      push.troubles().told().forEach(log.andThen(reports::trouble));
      return new Result(push.isFinished(), reached);
    }
  }

  private ProgressReports reports(Payload payload, int connections, Consumer<String> log) {
    boolean isTold = payload.execution() != null && payload.round() != null;
    Instant now = time.now();
    var template =
        new ProgressRow(
            payload.broadcastId(),
            isTold ? payload.round() : 1,
            isTold ? BroadcastKeys.shardNumber(payload.shardKey()) : 0,
            payload.shardKey(),
            isTold ? payload.execution() : "",
            connections,
            now.toEpochMilli(),
            now.toEpochMilli(),
            0,
            0,
            Books.EMPTY,
            false,
            "",
            now.plus(config.retention()).getEpochSecond());
    return new ProgressReports(
        isTold ? progress : ProgressLog.NONE, template, payload.pushers(), time, reports, log);
  }

  private byte[] message(Payload payload) throws IOException {
    try (var message = bucket.open(payload.messageKey())) {
      return message.readAllBytes();
    }
  }

  private Permits permits(Payload payload, Runnable wake, Consumer<String> log) {
    var own =
        Optional.ofNullable(payload.rate())
            .map(rate -> Budget.ofBroadcast(payload.broadcastId(), rate))
            .or(() -> config.ownBudget(payload.priority()));
    return new SharedPermits(
        config.budget(),
        own,
        payload.pushers(),
        permits,
        new SharedPermits.Surroundings(time::nanos, time.clock(), random, wake, log));
  }

  /** Answers under way get what the deadline keeps in reserve, but for the time to hand over. */
  private Ends ends(Payload payload, BooleanSupplier cancelled, Context context) {
    long timeout = time.nanos() + TimeUnit.MILLISECONDS.toNanos(context.getRemainingTimeInMillis());
    long stop = Deadline.of(context, time::nanos).nanos();
    return new Ends(
        Optional.ofNullable(payload.expiresAt()).map(Instant::ofEpochMilli),
        cancelled,
        stop,
        timeout - Math.min(HAND_OVER_NANOS, (timeout - stop) / 2));
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "cancel-flag");
    thread.setDaemon(true);
    return thread;
  }

  private static void log(Payload payload, String told, Context context) {
    PrintableLog.of(context).log("ERROR " + payload.shardKey() + ": " + told);
  }
}

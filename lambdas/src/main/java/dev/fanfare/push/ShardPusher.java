package dev.fanfare.push;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.config.Deadline;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.config.SubjectLog;
import dev.fanfare.push.PushSettings.Ends;
import dev.fanfare.push.permits.Budget;
import dev.fanfare.push.permits.PermitStore;
import dev.fanfare.push.permits.Permits;
import dev.fanfare.push.permits.SharedPermits;
import dev.fanfare.push.progress.DynamoProgressLog;
import dev.fanfare.push.progress.ProgressLog;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.tables.ProgressRow;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Pushes shards, one invocation at a time. Keeps the transport and its sockets between invocations.
 */
public final class ShardPusher {

  /** The time to write the progress and to return. */
  private static final long HAND_OVER_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final BroadcastBucket bucket;
  private final Transport transport;
  private final PermitStore permits;
  private final ProgressLog progress;
  private final PushConfig config;
  private final PushTime time;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(ShardPusher::daemon);

  private final Executor reports = DynamoProgressLog.background();

  /** Not seeded: otherwise all environments that SnapStart restores would draw the same numbers. */
  private final RandomGenerator random = new SecureRandom();

  public ShardPusher(
      BroadcastBucket bucket,
      Transport transport,
      PermitStore permits,
      ProgressLog progress,
      PushConfig config,
      PushTime time) {
    this.bucket = bucket;
    this.transport = transport;
    this.permits = permits;
    this.progress = progress;
    this.config = config;
    this.time = time;
  }

  /**
   * Pushes one shard until it is finished, the broadcast ends, or the invocation runs out of time.
   *
   * @param context the invocation's context; the pusher stops early enough to hand over its
   *     progress
   * @throws IOException if the shard or the message cannot be read
   * @throws IllegalStateException if no check of the cancel flag succeeds, or if the thread is
   *     interrupted
   */
  public PushShardResult push(PushShardPayload payload, Context context) throws IOException {
    var log = SubjectLog.ofShard(payload.shardKey(), PrintableLog.of(context));
    String cancelKey = new BroadcastKeys(payload.broadcastId()).cancel();
    try (var cancelled = new CancelFlag(bucket, cancelKey, time, log).watch(watch);
        var shard = SpooledShard.open(bucket, payload.shardKey())) {
      var reports = reports(payload, shard.connections(), log);
      try {
        long began = time.nanos();
        PushShardResult result = push(payload, shard, cancelled, reports, context);
        PrintableLog.of(context)
            .log(InvocationLogLine.of(payload, result, time.nanos() - began), LogLevel.DEBUG);
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

  private PushShardResult push(
      PushShardPayload payload,
      SpooledShard shard,
      CancelFlag cancelled,
      ProgressReports reports,
      Context context)
      throws IOException, InterruptedException {
    var log = SubjectLog.ofShard(payload.shardKey(), PrintableLog.of(context));
    Ends ends = ends(payload, cancelled, context);
    cancelled.awaitFirstCheck(ends.stopNanos());
    boolean isOver = cancelled.getAsBoolean();
    // A cancel may end thousands of shards before they start, so each does as little as possible.
    var poster = transport.prepare(isOver ? new byte[0] : message(payload));
    try (var permits = permits(payload, poster::wake, log)) {
      var push =
          new ShardPush(
              poster,
              shard.lines(),
              payload.before(),
              config.settings(),
              ends,
              permits,
              time,
              random);
      if (!isOver) {
        push.watchedBy(reports);
        reports.begin(payload.before());
      }
      Progress reached = push.run();
      push.troubles().log(log);
      push.troubles().lines().forEach(reports::trouble);
      return new PushShardResult(push.isFinished(), reached);
    }
  }

  private ProgressReports reports(PushShardPayload payload, int connections, LambdaLogger log) {
    String execution = payload.origin().execution();
    Integer round = payload.origin().round();
    boolean isReported = execution != null && round != null;
    Instant now = time.now();
    var template =
        ProgressRow.started(
            new ProgressRow.Shard(
                payload.broadcastId(),
                round == null ? 1 : round,
                isReported ? BroadcastKeys.shardNumber(payload.shardKey()) : 0,
                payload.shardKey(),
                execution == null ? "" : execution,
                connections),
            now.toEpochMilli(),
            now.plus(config.retention()).getEpochSecond());
    return new ProgressReports(
        isReported ? progress : ProgressLog.NONE,
        template,
        payload.pace().pushers(),
        time,
        reports,
        log);
  }

  private byte[] message(PushShardPayload payload) throws IOException {
    try (var message = bucket.open(payload.messageKey())) {
      return message.readAllBytes();
    }
  }

  private Permits permits(PushShardPayload payload, Runnable wake, LambdaLogger log) {
    var own =
        Optional.ofNullable(payload.pace().rate())
            .map(rate -> Budget.ofBroadcast(payload.broadcastId(), rate))
            .or(() -> config.rates().ownBudget(payload.pace().priority()));
    return new SharedPermits(
        config.rates().budget(),
        own,
        payload.pace().pushers(),
        permits,
        new SharedPermits.PusherContext(time::nanos, time.clock(), random, wake, log));
  }

  /** Outstanding responses may take the deadline's reserve, except the time to hand over. */
  private Ends ends(PushShardPayload payload, BooleanSupplier cancelled, Context context) {
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
}

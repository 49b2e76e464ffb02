package dev.fanfare.push;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Deadline;
import dev.fanfare.config.Environment;
import dev.fanfare.config.S3BroadcastBucket;
import dev.fanfare.config.StepHandler;
import dev.fanfare.push.PushTerms.Ends;
import dev.fanfare.push.transport.SdkTransport;
import dev.fanfare.push.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * PushShard: one stretch of pushing one shard; called again with its progress until it is finished.
 */
public final class PushShardHandler
    extends StepHandler<PushShardHandler.Payload, PushShardHandler.Answer> {

  /**
   * @param expiresAt when nothing is posted any more, in milliseconds since the epoch; or null
   * @param pushers how many push at the same time, to share the account's post rate
   * @param rate posts per second, at most, of all pushers of this broadcast together; or null
   * @param progress what the last stretch reached; null at the beginning
   */
  record Payload(
      String broadcastId,
      String shardKey,
      String messageKey,
      Long expiresAt,
      int pushers,
      Integer rate,
      Progress progress) {}

  record Answer(boolean finished, Progress progress) {}

  /** Enough to write down what was reached and to answer. */
  private static final long HAND_OVER_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final BroadcastBucket bucket;
  private final Transport transport;
  private final PushConfig config;
  private final PushTime time;

  /** Not a seeded one: all environments that SnapStart restores would draw the same numbers. */
  private final RandomGenerator random = new SecureRandom();

  public PushShardHandler() {
    this(Environment.variables());
  }

  PushShardHandler(Map<String, String> environment) {
    super(Payload.class);
    this.config = PushConfig.from(environment);
    var aws = new AwsClients(environment);
    this.bucket = new S3BroadcastBucket(aws.objects(), config.bucket());
    this.transport =
        new SdkTransport(
            aws.connections(config.endpoint(), config.inFlight(), PushConfig.ANSWER_TIMEOUT));
    this.time = PushTime.system();
  }

  PushShardHandler(BroadcastBucket bucket, Transport transport, PushConfig config, PushTime time) {
    super(Payload.class);
    this.bucket = bucket;
    this.transport = transport;
    this.config = config;
    this.time = time;
  }

  @Override
  protected Answer handle(Payload payload, Context context) throws IOException {
    var before = payload.progress() == null ? Progress.START : payload.progress();
    var poster = transport.prepare(read(payload.messageKey()));
    try (var shard = ShardLines.read(new ByteArrayInputStream(read(payload.shardKey())))) {
      var push =
          new ShardPush(
              poster,
              shard,
              before,
              config.terms(payload.pushers()),
              ends(payload, context),
              time,
              random);
      Progress reached = push.run();
      push.refusals().told().ifPresent(told -> log(payload, told, context));
      return new Answer(push.isFinished(), reached);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while pushing " + payload.shardKey(), e);
    }
  }

  /**
   * Reads an object at once. A shard is read as slowly as it is posted to, and S3 may cut off who
   * reads slowly; then all posts of this call would be repeated.
   */
  private byte[] read(String key) throws IOException {
    try (var object = bucket.open(key)) {
      return object.readAllBytes();
    }
  }

  /** Answers under way get what the deadline keeps in reserve, but for the time to hand over. */
  private Ends ends(Payload payload, Context context) {
    long timeout = time.nanos() + TimeUnit.MILLISECONDS.toNanos(context.getRemainingTimeInMillis());
    long stop = Deadline.of(context, time::nanos).nanos();
    return new Ends(
        Optional.ofNullable(payload.expiresAt()).map(Instant::ofEpochMilli),
        () -> false,
        stop,
        timeout - Math.min(HAND_OVER_NANOS, (timeout - stop) / 2));
  }

  private static void log(Payload payload, String told, Context context) {
    context.getLogger().log("ERROR " + payload.shardKey() + ": " + told);
  }
}

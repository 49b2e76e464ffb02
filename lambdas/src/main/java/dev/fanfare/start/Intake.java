package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.bucket.S3BroadcastBucket;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Variables;
import dev.fanfare.executions.BroadcastStart;
import dev.fanfare.executions.SfnExecutions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What becomes of a request, wherever it comes from: a good one is started; a bad one, which no
 * retry can mend, goes to the dead letters with its reason. Any other trouble is the caller's,
 * whose source knows how to bring the request again.
 */
final class Intake {
  private final BroadcastStart broadcasts;
  private final DeadLetters deadLetters;

  /**
   * The names of what an intake works on, as the environment has them.
   *
   * @param bucket where requests are stored
   * @param deadLetterQueueUrl where bad ones go
   */
  record Names(String bucket, String stateMachineArn, String deadLetterQueueUrl) {

    static Names of(Variables variables) {
      return new Names(
          variables.text("BROADCAST_BUCKET"),
          variables.text("STATE_MACHINE_ARN"),
          variables.text("DEAD_LETTER_QUEUE_URL"));
    }
  }

  /**
   * A request on its way in.
   *
   * @param source what brought it, for the log: {@code record 059f36b4}
   * @param json the request itself
   * @param fallbackId names the broadcast when the request does not
   * @param body as it came, with whatever its source has put around the request
   */
  record Arrival(String source, String json, String fallbackId, String body) {

    /** One with nothing around it. */
    static Arrival bare(String source, String json, String fallbackId) {
      return new Arrival(source, json, fallbackId, json);
    }
  }

  Intake(BroadcastStart broadcasts, DeadLetters deadLetters) {
    this.broadcasts = broadcasts;
    this.deadLetters = deadLetters;
  }

  static Intake on(Names names, Map<String, String> environment) {
    var aws = new AwsClients(environment);
    return new Intake(
        new BroadcastStart(
            new S3BroadcastBucket(aws.objects(), names.bucket()),
            new SfnExecutions(aws.executions(), names.stateMachineArn()),
            Clock.systemUTC()),
        new SqsDeadLetters(aws.queues(), names.deadLetterQueueUrl()));
  }

  /** Starts an execution for it. */
  void take(Arrival request, LambdaLogger log) {
    take(request, (json, fallbackId) -> broadcasts.start(json, fallbackId).logLine(), log);
  }

  /** Has it posted directly, where its audience is small. */
  void takeDirectly(Arrival request, DirectIntake direct, Duration longest, LambdaLogger log) {
    take(request, (json, fallbackId) -> direct.take(json, fallbackId, longest, log), log);
  }

  private void take(Arrival request, BiFunction<byte[], String, String> taker, LambdaLogger log) {
    try {
      byte[] json = request.json().getBytes(StandardCharsets.UTF_8);
      log.log(taker.apply(json, request.fallbackId()));
    } catch (InvalidRequestException e) {
      log.log("ERROR " + request.source() + " rejected: " + e.getMessage());
      deadLetters.put(request.body(), e.getMessage());
    }
  }
}

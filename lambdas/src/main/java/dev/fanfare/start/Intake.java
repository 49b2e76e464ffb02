package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.executions.BroadcastStart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiFunction;

/**
 * What becomes of a request, wherever it comes from: a good one is started; a bad one, which no
 * retry can mend, goes to the dead letters with its reason. Any other trouble is the caller's,
 * whose source knows how to bring the request again.
 */
public final class Intake {
  private final BroadcastStart broadcasts;
  private final DeadLetters deadLetters;

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

  public Intake(BroadcastStart broadcasts, DeadLetters deadLetters) {
    this.broadcasts = broadcasts;
    this.deadLetters = deadLetters;
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

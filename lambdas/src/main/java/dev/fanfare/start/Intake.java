package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.executions.BroadcastStart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiFunction;

/**
 * Handles requests from any source. It starts a valid request and sends an invalid one, which no
 * retry can fix, to the dead-letter queue with the reason. Other exceptions go to the caller, whose
 * source redelivers the request.
 */
public final class Intake {
  private final BroadcastStart broadcasts;
  private final DeadLetters deadLetters;

  /**
   * A request and its source.
   *
   * @param source the source, for the log: {@code record 059f36b4}
   * @param json the request itself
   * @param fallbackId id of the broadcast if the request does not name one
   * @param body the original body, with any envelope of the source
   */
  record IncomingRequest(String source, String json, String fallbackId, String body) {

    /** A request without an envelope. */
    static IncomingRequest withoutEnvelope(String source, String json, String fallbackId) {
      return new IncomingRequest(source, json, fallbackId, json);
    }
  }

  public Intake(BroadcastStart broadcasts, DeadLetters deadLetters) {
    this.broadcasts = broadcasts;
    this.deadLetters = deadLetters;
  }

  /** Starts an execution for the request. */
  void take(IncomingRequest request, LambdaLogger log) {
    take(request, (json, fallbackId) -> line(broadcasts.start(json, fallbackId)), log);
  }

  /** Posts the request directly if its audience is small. */
  void takeDirectly(
      IncomingRequest request, DirectIntake direct, Duration longest, LambdaLogger log) {
    take(request, (json, fallbackId) -> direct.take(json, fallbackId, longest, log), log);
  }

  private static String line(BroadcastStart.Accepted accepted) {
    return "broadcast "
        + accepted.id()
        + (accepted.isNew() ? " accepted" : " was already accepted and runs once");
  }

  private void take(
      IncomingRequest request, BiFunction<byte[], String, String> handler, LambdaLogger log) {
    try {
      byte[] json = request.json().getBytes(StandardCharsets.UTF_8);
      log.log(handler.apply(json, request.fallbackId()), LogLevel.INFO);
    } catch (InvalidRequestException e) {
      log.log(request.source() + " rejected: " + e.getMessage(), LogLevel.ERROR);
      deadLetters.put(request.body(), String.valueOf(e.getMessage()));
    }
  }
}

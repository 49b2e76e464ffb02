package dev.fanfare.reduce;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.reduce.Reducer.Reduced;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Calls the reducer as the state machine does. */
public final class Reducing {
  static final String EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:fanfare:b";

  private Reducing() {}

  /** A reducer whose Map Runs never fail, and which writes sequentially. */
  public static Reducer reducer(
      BroadcastBucket bucket, StaleTable staleTable, int shardSize, Clock clock) {
    return reducer(bucket, staleTable, null, shardSize, clock);
  }

  public static Reducer reducer(
      BroadcastBucket bucket,
      StaleTable staleTable,
      SfnClient executions,
      int shardSize,
      Clock clock) {
    var mapRun = new SfnFailedMapRun(executions, bucket, millis -> {}, new Random(1));
    return new Reducer(bucket, staleTable, mapRun, shardSize, Runnable::run, clock);
  }

  /** Reduces in one call. */
  static Report atOnce(Reducer reducer, ReduceOutcomesPayload payload) throws IOException {
    return reducer.reduce(payload, UUID.randomUUID().toString(), () -> false).report();
  }

  /** Reduces in as many calls as necessary. */
  static Report inPieces(Reducer reducer, ReduceOutcomesPayload payload, BooleanSupplier isTimeUp)
      throws IOException {
    Reduced reduced = reducer.reduce(payload, UUID.randomUUID().toString(), isTimeUp);
    while (reduced.cursor() != null) {
      ReduceOutcomesPayload next = with(payload, throughState(reduced.cursor()));
      reduced = reducer.reduce(next, UUID.randomUUID().toString(), isTimeUp);
    }
    return reduced.report();
  }

  /** The payload of the call that continues. */
  static ReduceOutcomesPayload with(ReduceOutcomesPayload payload, ReduceCursor cursor) {
    return new ReduceOutcomesPayload(
        payload.broadcastId(),
        payload.plan(),
        payload.round(),
        payload.settled(),
        payload.execution(),
        cursor);
  }

  /** The value after its round trip through Step Functions. */
  static ReduceCursor throughState(ReduceCursor cursor) throws IOException {
    return Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(cursor), ReduceCursor.class);
  }
}

package dev.fanfare.reduce;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.bucket.S3BroadcastBucket;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.BatchWrites;
import dev.fanfare.config.Deadline;
import dev.fanfare.config.Environment;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.config.StepHandler;
import dev.fanfare.config.Variables;
import dev.fanfare.outcomes.ShardResult;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * ReduceOutcomes: the books of one round, on top of what earlier rounds have settled. Called again
 * with its cursor until it is finished.
 */
public final class ReduceOutcomesHandler
    extends StepHandler<ReduceOutcomesHandler.Payload, ReduceOutcomesHandler.Result> {

  /**
   * @param startedAt when the execution started, ISO 8601; null when the machine is of before it
   *     was told
   * @param round which round of pushing has ended, from 1
   * @param lastRound whether there is no further round, whatever this one has missed; null if the
   *     state machine predates final reports
   * @param planned connections of the whole broadcast
   * @param prefix where this round's shards lie
   * @param results where the ResultWriter has put its manifest; null when there was no Map Run
   * @param onlyResult what came of the round's only shard, which needs no Map Run; null when there
   *     was one, or nobody to push to
   * @param mapRunFailure why the round's Map Run failed; null if it did not
   * @param settled what earlier rounds have settled; null in the first
   * @param plannedAt when the plan was finished, ISO 8601; null when the planner did not say
   * @param estimate what the planner thought it would take, for the report; null when it said
   *     nothing
   * @param execution ARN of the broadcast's execution; null if the state machine predates reducing
   *     in several calls
   * @param cursor where the last call stopped; null at the beginning
   */
  record Payload(
      String broadcastId,
      String startedAt,
      int round,
      Boolean lastRound,
      long planned,
      String prefix,
      ResultLocation results,
      ShardResult onlyResult,
      String mapRunFailure,
      Settled settled,
      String plannedAt,
      JsonNode estimate,
      String execution,
      ReduceCursor cursor) {}

  /** As Step Functions spells it; what it may add one day must not stop a broadcast. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ResultLocation(
      @JsonProperty("Bucket") String bucket, @JsonProperty("Key") String manifestKey) {}

  /**
   * Everything but the first two is null or zero until it is finished.
   *
   * @param cursor where to go on; null when finished
   * @param outcomes the books of the broadcast as they stand
   * @param missed connections that should have got the message and did not
   * @param retryable those of them that a next round would try again
   * @param missedPrefix where they lie, as shards
   * @param missedShards how many shards that is
   * @param isFinal whether this was the last round
   * @param settled to be handed to the next round's reducer
   */
  record Result(
      boolean finished,
      ReduceCursor cursor,
      Map<String, Long> outcomes,
      long missed,
      long retryable,
      String missedPrefix,
      int missedShards,
      String reportKey,
      @JsonProperty("final") boolean isFinal,
      Settled settled) {
    static Result unfinished(ReduceCursor cursor) {
      return new Result(false, cursor, null, 0, 0, null, 0, null, false, null);
    }
  }

  /** Stale rows that are written at the same time, in batches. */
  private static final int WRITERS = 16;

  /**
   * Kept in reserve at the end of a call, as one shard of 100,000 stale connections takes long on a
   * table that grants little.
   */
  private static final Duration RESERVE = Duration.ofMinutes(2);

  private final Reducer reducer;

  public ReduceOutcomesHandler() {
    this(reducer(Environment.variables()));
  }

  ReduceOutcomesHandler(Reducer reducer) {
    super(Payload.class);
    this.reducer = reducer;
  }

  static Reducer reducer(Map<String, String> environment) {
    var variables = new Variables(environment);
    String bucket = variables.text("BROADCAST_BUCKET");
    String table = variables.text("STALE_TABLE");
    int shardSize = variables.number("SHARD_SIZE", 1, 100_000);
    int days = variables.number("RETENTION_DAYS", 1, 3650);
    variables.check();
    var aws = new AwsClients(environment);
    var objects = new S3BroadcastBucket(aws.objects(), bucket);
    var writes = new BatchWrites(aws.tables(), table, Thread::sleep, new SecureRandom());
    return new Reducer(
        objects,
        new DynamoStaleTable(writes, Clock.systemUTC(), Duration.ofDays(days)),
        new SfnFailedMapRun(aws.executions(), objects, Thread::sleep, new SecureRandom()),
        shardSize,
        Executors.newFixedThreadPool(WRITERS, ReduceOutcomesHandler::writer),
        Clock.systemUTC());
  }

  private static Thread writer(Runnable task) {
    var thread = new Thread(task, "stale-writer");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  protected Result handle(Payload payload, Context context) throws IOException {
    var reduced = reducer.reduce(payload, context.getAwsRequestId(), isTimeUp(payload, context));
    if (reduced.cursor() != null) {
      return Result.unfinished(reduced.cursor());
    }
    Report report = reduced.report();
    PrintableLog.of(context).log(Metrics.of(report, Clock.systemUTC().millis()));
    return report.result();
  }

  /** An execution that began before a deployment cannot call again. */
  private static BooleanSupplier isTimeUp(Payload payload, Context context) {
    return payload.execution() == null
        ? () -> false
        : Deadline.of(context, System::nanoTime, RESERVE)::isNear;
  }
}

package dev.fanfare.reduce;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.BatchWrites;
import dev.fanfare.config.Environment;
import dev.fanfare.config.S3BroadcastBucket;
import dev.fanfare.config.StepHandler;
import dev.fanfare.config.Variables;
import dev.fanfare.outcomes.ShardResult;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** ReduceOutcomes: the books of one round, on top of what earlier rounds have settled. */
public final class ReduceOutcomesHandler
    extends StepHandler<ReduceOutcomesHandler.Payload, ReduceOutcomesHandler.Answer> {

  /**
   * @param startedAt when the execution started, ISO 8601; null when the machine is of before it
   *     was told
   * @param round which round of pushing has ended, from 1
   * @param planned connections of the whole broadcast
   * @param prefix where this round's shards lie
   * @param results where the ResultWriter has put its manifest; null when there was no Map Run
   * @param onlyResult what came of the round's only shard, which needs no Map Run; null when there
   *     was one, or nobody to push to
   * @param settled what earlier rounds have settled; null in the first
   * @param plannedAt when the plan was finished, ISO 8601; null when the planner did not say
   * @param estimate what the planner thought it would take, for the report; null when it said
   *     nothing
   */
  record Payload(
      String broadcastId,
      String startedAt,
      int round,
      long planned,
      String prefix,
      ResultLocation results,
      ShardResult onlyResult,
      Settled settled,
      String plannedAt,
      JsonNode estimate) {}

  /** As Step Functions spells it; what it may add one day must not stop a broadcast. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ResultLocation(
      @JsonProperty("Bucket") String bucket, @JsonProperty("Key") String manifestKey) {}

  /**
   * @param outcomes the books of the broadcast as they stand
   * @param missed connections a next round would try again
   * @param missedPrefix where they lie, as shards
   * @param missedShards how many shards that is
   * @param settled to be handed to the next round's reducer
   */
  record Answer(
      Map<String, Long> outcomes,
      long missed,
      String missedPrefix,
      int missedShards,
      String reportKey,
      Settled settled) {}

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
    var writes = new BatchWrites(aws.tables(), table, Thread::sleep, new SecureRandom());
    return new Reducer(
        new S3BroadcastBucket(aws.objects(), bucket),
        new DynamoStaleTable(writes, Clock.systemUTC(), Duration.ofDays(days)),
        shardSize,
        Clock.systemUTC());
  }

  @Override
  protected Answer handle(Payload payload, Context context) throws IOException {
    Report report = reducer.reduce(payload);
    context.getLogger().log(Metrics.of(report, Clock.systemUTC().millis()));
    return report.answer();
  }
}

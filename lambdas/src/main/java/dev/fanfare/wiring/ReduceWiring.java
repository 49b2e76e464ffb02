package dev.fanfare.wiring;

import dev.fanfare.config.Environment;
import dev.fanfare.config.Pause;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.reduce.DynamoStaleTable;
import dev.fanfare.reduce.Reducer;
import dev.fanfare.reduce.SfnFailedMapRun;
import java.time.Duration;
import java.util.Map;

/** Creates the objects of ReduceOutcomes. */
public final class ReduceWiring extends Wiring {

  /** Threads that write stale rows in batches. */
  private static final int WRITERS = 16;

  public ReduceWiring(Map<String, String> environment) {
    super(environment);
  }

  public static ReduceWiring ofEnvironment() {
    return new ReduceWiring(Environment.variables());
  }

  public Reducer reducer() {
    String bucket = variables.text("BROADCAST_BUCKET");
    String stale = variables.text("STALE_TABLE");
    int shardSize = variables.number("SHARD_SIZE", 1, 100_000);
    int days = variables.number("RETENTION_DAYS", 1, MAX_RETENTION_DAYS);
    var writes = new BatchWrites(tables(), stale, Pause.SLEEP, random());
    var objects = bucket(bucket);
    return new Reducer(
        objects,
        new DynamoStaleTable(writes, clock, Duration.ofDays(days)),
        new SfnFailedMapRun(executions(), objects, Pause.SLEEP, random()),
        shardSize,
        threads(WRITERS, "stale-writer"),
        clock);
  }
}

package dev.fanfare.wiring;

import dev.fanfare.archive.DynamoMessageArchive;
import dev.fanfare.bucket.BucketWithDirect;
import dev.fanfare.channels.catchup.DynamoCatchUpEnds;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Pause;
import dev.fanfare.dynamodb.Transactions;
import dev.fanfare.estimate.Settings;
import dev.fanfare.estimate.TimeLimit;
import dev.fanfare.plan.EarlierBroadcasts;
import dev.fanfare.plan.Forecast;
import dev.fanfare.plan.Planner;
import dev.fanfare.plan.SfnExecutionStates;
import dev.fanfare.plan.audience.DynamoAudiences;
import java.time.Duration;
import java.util.Map;

/** Creates the objects of PlanShards. */
public final class PlanWiring extends Wiring {
  private static final int READERS = 16;

  public PlanWiring(Map<String, String> environment) {
    super(environment);
  }

  public static PlanWiring ofEnvironment() {
    return new PlanWiring(Environment.variables());
  }

  public Planner planner() {
    String bucket = variables.text("BROADCAST_BUCKET");
    String connections = variables.text("CONNECTIONS_TABLE");
    String subscriptions = variables.text("SUBSCRIPTIONS_TABLE");
    String messages = variables.text("MESSAGES_TABLE");
    String progress = variables.text("PROGRESS_TABLE");
    String stateMachineArn = variables.text("STATE_MACHINE_ARN");
    int days = variables.number("RETENTION_DAYS", 1, MAX_RETENTION_DAYS);
    var settings = settings();
    var tables = tables();
    var objects = bucket(bucket);
    var states = new SfnExecutionStates(executions(), stateMachineArn);
    var archive =
        new DynamoMessageArchive(
            tables, messages, Duration.ofDays(days), clock, Pause.SLEEP, random());
    var ends = new DynamoCatchUpEnds(Transactions.of(tables), subscriptions, archive);
    return new Planner(
        objects,
        archive,
        new DynamoAudiences(tables, connections, subscriptions, ends, clock),
        new EarlierBroadcasts(new BucketWithDirect(objects, tables, progress), states, days),
        states::input,
        new Forecast(objects, settings, TimeLimit.of(days), clock),
        threads(READERS, "audience-reader"),
        System::nanoTime);
  }

  private Settings settings() {
    return new Settings(
        variables.number("ACCOUNT_POST_RATE", 1, 1_000_000),
        variables.number("POST_RATE_PERCENT", 1, 100),
        variables.number("CLIENT_RATE_PERCENT", 1, 100),
        variables.number("SHARD_SIZE", 1, 100_000),
        variables.number("PUSH_CONCURRENCY", 1, 1_000),
        variables.number("POSTS_IN_FLIGHT", 1, 900),
        variables.number("PUSH_TIMEOUT_SECONDS", 4, 900));
  }
}

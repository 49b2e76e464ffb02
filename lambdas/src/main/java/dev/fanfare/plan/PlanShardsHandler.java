package dev.fanfare.plan;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.archive.DynamoMessageArchive;
import dev.fanfare.bucket.BucketWithDirect;
import dev.fanfare.bucket.S3BroadcastBucket;
import dev.fanfare.channels.DynamoCatchUpEnds;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Deadline;
import dev.fanfare.config.Environment;
import dev.fanfare.config.StepHandler;
import dev.fanfare.config.Transactions;
import dev.fanfare.config.Variables;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Settings;
import dev.fanfare.estimate.TimeLimit;
import dev.fanfare.request.Priority;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** PlanShards: one invocation of planning; called again with its cursor until it is finished. */
public final class PlanShardsHandler
    extends StepHandler<PlanShardsHandler.Payload, PlanShardsHandler.Result> {
  private static final int READERS = 16;

  /**
   * @param startedAt when the execution started, ISO 8601
   * @param request the execution's input: a request, or the key of one
   * @param cursor where the last invocation stopped; null at the beginning
   */
  record Payload(String broadcastId, String startedAt, JsonNode request, PlanCursor cursor) {}

  /**
   * @param prefix where the shards lie; another one than before if the plan had to begin anew
   * @param planned connections in all shards so far
   * @param shards shards so far
   * @param expiresAt when nothing is posted any more, in milliseconds since the epoch; or null
   * @param rate posts per second, at most, that the request asks for; or null
   * @param priority as the request has it
   * @param cursor where to go on; null when finished
   * @param dryRun whether nobody is to get anything
   * @param plannedAt when this was answered, ISO 8601
   * @param estimate how long it will take and what it will cost; null until finished
   * @param settled what the function that handed the broadcast over has settled; or null
   */
  record Result(
      boolean finished,
      String prefix,
      String messageKey,
      long planned,
      int shards,
      Long expiresAt,
      Integer rate,
      Priority priority,
      PlanCursor cursor,
      boolean dryRun,
      String plannedAt,
      Estimate estimate,
      JsonNode settled) {}

  private final Planner planner;

  public PlanShardsHandler() {
    this(planner(Environment.variables()));
  }

  PlanShardsHandler(Planner planner) {
    super(Payload.class);
    this.planner = planner;
  }

  static Planner planner(Map<String, String> environment) {
    var variables = new Variables(environment);
    String bucket = variables.text("BROADCAST_BUCKET");
    String connections = variables.text("CONNECTIONS_TABLE");
    String subscriptions = variables.text("SUBSCRIPTIONS_TABLE");
    String messages = variables.text("MESSAGES_TABLE");
    String progress = variables.text("PROGRESS_TABLE");
    String stateMachineArn = variables.text("STATE_MACHINE_ARN");
    int days = variables.number("RETENTION_DAYS", 1, 3650);
    var settings = settings(variables);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    var objects = new S3BroadcastBucket(aws.objects(), bucket);
    var earlier = new BucketWithDirect(objects, tables, progress);
    var executions = new SfnExecutionStates(aws.executions(), stateMachineArn);
    var archive =
        new DynamoMessageArchive(
            tables, messages, Duration.ofDays(days), clock, Thread::sleep, new SecureRandom());
    var ends = new DynamoCatchUpEnds(Transactions.of(tables), subscriptions, archive);
    return new Planner(
        objects,
        archive,
        new DynamoAudiences(tables, connections, subscriptions, ends, clock),
        new EarlierBroadcasts(earlier, executions, days),
        executions::input,
        new Forecast(objects, settings, TimeLimit.of(days), clock),
        Executors.newFixedThreadPool(READERS, PlanShardsHandler::daemon),
        System::nanoTime);
  }

  private static Settings settings(Variables variables) {
    return new Settings(
        variables.number("ACCOUNT_POST_RATE", 1, 1_000_000),
        variables.number("POST_RATE_PERCENT", 1, 100),
        variables.number("CLIENT_RATE_PERCENT", 1, 100),
        variables.number("SHARD_SIZE", 1, 100_000),
        variables.number("PUSH_CONCURRENCY", 1, 1_000),
        variables.number("POSTS_IN_FLIGHT", 1, 900),
        variables.number("PUSH_TIMEOUT_SECONDS", 4, 900));
  }

  @Override
  protected Result handle(Payload payload, Context context) {
    try {
      return planner.plan(
          payload, context.getAwsRequestId(), Deadline.of(context, System::nanoTime)::isNear);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a page of the audience could not be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while planning", e);
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "audience-reader");
    thread.setDaemon(true);
    return thread;
  }
}

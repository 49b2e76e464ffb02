package dev.fanfare.prune;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfare.channels.DynamoConnectionRemover;
import dev.fanfare.channels.RemovalTables;
import dev.fanfare.channels.SessionCloser;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Deadline;
import dev.fanfare.config.Environment;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.config.StepHandler;
import dev.fanfare.config.Variables;
import dev.fanfare.tables.StaleRow;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;

/** PruneStale: one invocation of pruning; called again with its cursor until it is finished. */
public final class PruneStaleHandler
    extends StepHandler<PruneStaleHandler.Payload, PruneStaleHandler.Result> {

  /**
   * @param cursor where the last invocation stopped; null at the beginning
   */
  record Payload(String broadcastId, PruneCursor cursor) {}

  /**
   * @param pruned recorded connections whose rows are gone so far, all invocations together
   * @param cursor where to go on; null when finished
   */
  record Result(boolean finished, long pruned, PruneCursor cursor) {}

  private final Pruning pruning;

  public PruneStaleHandler() {
    this(pruning(Environment.variables()));
  }

  PruneStaleHandler(Pruning pruning) {
    super(Payload.class);
    this.pruning = pruning;
  }

  static Pruning pruning(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = RemovalTables.of(variables);
    String stale = variables.text("STALE_TABLE");
    int retentionDays = variables.number("RETENTION_DAYS", 1, 731);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    return new Pruning(
        new DynamoStaleRecords(tables, stale),
        new SessionCloser(
            DynamoConnectionRemover.of(tables, names, Duration.ofDays(retentionDays))),
        Clock.systemUTC(),
        Executors.newFixedThreadPool(StaleRow.PARTITIONS, PruneStaleHandler::pruningThread));
  }

  private static Thread pruningThread(Runnable work) {
    var thread = new Thread(work, "prune-stale");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  protected Result handle(Payload payload, Context context) {
    var cursor = payload.cursor() == null ? PruneCursor.START : payload.cursor();
    var reached =
        pruning.prune(
            payload.broadcastId(),
            cursor,
            Deadline.of(context, System::nanoTime)::isNear,
            PrintableLog.of(context)::log);
    boolean finished = reached.isFinished();
    return new Result(finished, reached.pruned(), finished ? null : reached);
  }
}

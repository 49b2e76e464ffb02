package dev.fanfare.prune;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.BatchWrites;
import dev.fanfare.config.Deadline;
import dev.fanfare.config.Environment;
import dev.fanfare.config.StepHandler;
import dev.fanfare.config.Variables;
import java.security.SecureRandom;
import java.util.Map;

/** PruneStale: one stretch of pruning; called again with its cursor until it is finished. */
public final class PruneStaleHandler
    extends StepHandler<PruneStaleHandler.Payload, PruneStaleHandler.Answer> {

  /**
   * @param cursor where the last stretch stopped; null at the beginning
   */
  record Payload(String broadcastId, PruneCursor cursor) {}

  /**
   * @param pruned rows deleted so far, all stretches together
   * @param cursor where to go on; null when finished
   */
  record Answer(boolean finished, long pruned, PruneCursor cursor) {}

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
    String connections = variables.text("CONNECTIONS_TABLE");
    String stale = variables.text("STALE_TABLE");
    variables.check();
    var tables = new AwsClients(environment).tables();
    return new Pruning(
        new DynamoStaleRecords(tables, stale),
        new DynamoDoomedRows(
            new BatchWrites(tables, connections, Thread::sleep, new SecureRandom())));
  }

  @Override
  protected Answer handle(Payload payload, Context context) {
    var cursor = payload.cursor() == null ? PruneCursor.START : payload.cursor();
    var reached =
        pruning.prune(
            payload.broadcastId(), cursor, Deadline.of(context, System::nanoTime)::isNear);
    boolean finished = reached.isFinished();
    return new Answer(finished, reached.pruned(), finished ? null : reached);
  }
}

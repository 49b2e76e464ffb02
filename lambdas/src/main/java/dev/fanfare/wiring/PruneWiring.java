package dev.fanfare.wiring;

import dev.fanfare.channels.sessions.DynamoConnectionRemover;
import dev.fanfare.channels.sessions.RemovalTables;
import dev.fanfare.channels.sessions.SessionCloser;
import dev.fanfare.config.Environment;
import dev.fanfare.prune.DynamoStaleRecords;
import dev.fanfare.prune.Pruning;
import dev.fanfare.tables.StaleRow;
import java.time.Duration;
import java.util.Map;

/** Creates the objects of PruneStale. */
public final class PruneWiring extends Wiring {

  public PruneWiring(Map<String, String> environment) {
    super(environment);
  }

  public static PruneWiring ofEnvironment() {
    return new PruneWiring(Environment.variables());
  }

  public Pruning pruning() {
    var names = RemovalTables.of(variables);
    String stale = variables.text("STALE_TABLE");
    int days = variables.number("RETENTION_DAYS", 1, MAX_TABLE_RETENTION_DAYS);
    var remover = DynamoConnectionRemover.of(tables(), names, Duration.ofDays(days));
    return new Pruning(
        new DynamoStaleRecords(tables(), stale),
        new SessionCloser(remover),
        clock,
        threads(StaleRow.PARTITIONS, "prune-stale"));
  }
}

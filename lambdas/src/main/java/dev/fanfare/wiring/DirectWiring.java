package dev.fanfare.wiring;

import dev.fanfare.archive.DynamoMessageArchive;
import dev.fanfare.channels.sessions.DynamoConnectionRemover;
import dev.fanfare.channels.sessions.RemovalTables;
import dev.fanfare.channels.sessions.SessionCloser;
import dev.fanfare.config.Pause;
import dev.fanfare.direct.Bookings;
import dev.fanfare.direct.Completion;
import dev.fanfare.direct.DirectBroadcasts;
import dev.fanfare.direct.DirectBroadcasts.Executions;
import dev.fanfare.direct.DynamoDirectLog;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.plan.audience.DynamoDirectAudience;
import dev.fanfare.push.DirectPush;
import dev.fanfare.push.PushConfig;
import dev.fanfare.push.PushTime;
import dev.fanfare.push.Transports;
import dev.fanfare.push.permits.DynamoClientBacklog;
import dev.fanfare.push.permits.DynamoPermitStore;
import dev.fanfare.reduce.DirectReducer;
import dev.fanfare.reduce.DynamoStaleTable;
import dev.fanfare.request.Priority;
import java.time.Duration;

/** Creates the direct path, which several functions share. */
final class DirectWiring {
  private final Wiring wiring;
  private final int limit;
  private final RemovalTables names;
  private final String messages;
  private final String stale;
  private final String progress;
  private final String bucket;
  private final Duration retention;
  private final PushConfig push;

  /** Reads the variables; {@link #broadcasts} checks them. */
  DirectWiring(Wiring wiring) {
    var variables = wiring.variables;
    this.wiring = wiring;
    this.limit = variables.number("DIRECT_LIMIT", 0, 5_000);
    this.names = RemovalTables.of(variables);
    this.messages = variables.text("MESSAGES_TABLE");
    this.stale = variables.text("STALE_TABLE");
    this.progress = variables.text("PROGRESS_TABLE");
    this.bucket = variables.text("BROADCAST_BUCKET");
    int days = variables.number("RETENTION_DAYS", 1, Wiring.MAX_TABLE_RETENTION_DAYS);
    this.retention = Duration.ofDays(days);
    this.push = PushConfig.read(variables);
  }

  /**
   * @param maxPostingTime how long another call that has archived a message may still be posting it
   * @param patience how long a message waits while clients have too many pending posts
   */
  DirectBroadcasts broadcasts(Executions executions, Duration maxPostingTime, Duration patience) {
    var tables = wiring.tables();
    var clock = wiring.clock;
    var archive =
        new DynamoMessageArchive(tables, messages, retention, clock, Pause.SLEEP, wiring.random());
    var audience = new DynamoDirectAudience(tables, names.subscriptions(), archive, clock);
    var bookings = new Bookings(backlog(), limit, patience, Pause.SLEEP);
    return new DirectBroadcasts(
        limit,
        maxPostingTime,
        bookings,
        archive,
        audience::read,
        directPush()::push,
        completion(executions),
        clock);
  }

  private Completion completion(Executions executions) {
    var tables = wiring.tables();
    var clock = wiring.clock;
    var closer = new SessionCloser(DynamoConnectionRemover.of(tables, names, retention));
    return new Completion(
        new DirectReducer(new DynamoStaleTable(writes(stale), clock, retention), clock),
        new DynamoDirectLog(tables, progress, writes(progress), clock, retention),
        (connections, log) -> closer.close(connections, clock.millis(), true, log),
        wiring.bucket(bucket),
        executions,
        clock);
  }

  /** The pending posts that clients have caused. */
  private DynamoClientBacklog backlog() {
    double rate = push.rates().ownBudget(Priority.LOW).orElseThrow().rate();
    return new DynamoClientBacklog(wiring.tables(), push.permitsTable(), rate);
  }

  private DirectPush directPush() {
    return new DirectPush(
        Transports.of(push, wiring.clients()),
        new DynamoPermitStore(wiring.tables(), push.permitsTable(), DynamoPermitStore.background()),
        push,
        PushTime.system());
  }

  private BatchWrites writes(String table) {
    return new BatchWrites(wiring.tables(), table, Pause.SLEEP, wiring.random());
  }
}

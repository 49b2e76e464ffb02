package dev.fanfare.direct;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ShardWriter;
import dev.fanfare.direct.DirectBroadcasts.Broadcast;
import dev.fanfare.direct.DirectBroadcasts.Executions;
import dev.fanfare.outcomes.ShardResult;
import dev.fanfare.push.DirectPush.Pushed;
import dev.fanfare.reduce.DirectReducer;
import dev.fanfare.reduce.DirectReducer.Reduced;
import dev.fanfare.tables.DirectRows;
import dev.fanfare.tables.DirectSummary;
import dev.fanfare.text.Json;
import java.time.Clock;
import java.util.List;

/**
 * The steps after posting: books and report, rows or an execution, and removal of gone connections.
 */
public final class Completion {
  private static final String PLAN = "direct";

  /** Larger files would cost more in a row than in the bucket. */
  private static final int MAX_PACKED_BYTES = 8 * 1024;

  private final DirectReducer reducer;
  private final DirectLog direct;
  private final Ending stale;
  private final BroadcastBucket bucket;
  private final Executions executions;
  private final Clock clock;

  /**
   * @param stale ends connections that are gone
   */
  public Completion(
      DirectReducer reducer,
      DirectLog direct,
      Ending stale,
      BroadcastBucket bucket,
      Executions executions,
      Clock clock) {
    this.reducer = reducer;
    this.direct = direct;
    this.stale = stale;
    this.bucket = bucket;
    this.executions = executions;
    this.clock = clock;
  }

  /** Whether a broadcast with this id was completed or has an execution. */
  boolean contains(String id) {
    return direct.contains(id);
  }

  /** Starts a normal execution for a request. */
  void execute(String id, byte[] json) {
    executions.whole().accept(json, id);
  }

  /**
   * The same for a request that is already archived, and records it so that a repeat is recognized.
   */
  void executeAndNote(String id, byte[] json, LambdaLogger log) {
    execute(id, json);
    write(log, () -> direct.executed(id, BroadcastPath.EXECUTION));
  }

  /** Completes a broadcast that was posted, or has an execution complete it. */
  DirectStatus complete(Broadcast broadcast, Pushed pushed, LambdaLogger log) {
    var files = new MemoryFiles();
    String prefix = broadcast.keys().shards(PLAN);
    files.write(broadcast.keys().request(), broadcast.json());
    files.write(broadcast.keys().message(), broadcast.message());
    var shard = new ShardWriter(files, prefix, Integer.MAX_VALUE, 0, 0);
    broadcast.audience().forEach(shard::add);
    shard.flush();
    Reduced reduced = reduce(broadcast, files, prefix, pushed, log);
    log.log(reduced.metrics());
    DirectStatus status = DirectStatus.POSTED;
    if (reduced.retryable() > 0) {
      broadcast.booking().extend(reduced.retryable(), clock.instant());
      handOver(broadcast, files, reduced, log);
      status = DirectStatus.STARTED;
    } else {
      write(log, () -> keep(broadcast, files, reduced));
    }
    end(reduced.stale(), log);
    return status;
  }

  private Reduced reduce(
      Broadcast broadcast, MemoryFiles files, String prefix, Pushed pushed, LambdaLogger log) {
    boolean isLate = pushed.trouble().isEmpty() && !pushed.finished();
    var result =
        new ShardResult(
            BroadcastKeys.shard(prefix, 0),
            pushed.finished(),
            pushed.progress(),
            isLate ? "the time limit for posting directly was reached" : pushed.trouble());
    return reducer.reduce(
        files,
        broadcast.id(),
        broadcast.startedAt(),
        prefix,
        broadcast.audience().size(),
        result,
        log);
  }

  /**
   * An execution continues with exactly the missed connections; its books start with the settled
   * outcomes.
   */
  private void handOver(Broadcast broadcast, MemoryFiles files, Reduced reduced, LambdaLogger log) {
    files.copyTo(bucket);
    ObjectNode input = Json.MAPPER.createObjectNode().put("requestKey", broadcast.keys().request());
    input
        .putObject("handedOver")
        .put("planned", broadcast.audience().size())
        .set("settled", reduced.settled());
    executions.named().accept(broadcast.id(), input.toString());
    write(log, () -> direct.executed(broadcast.id(), BroadcastPath.HANDED_OVER));
  }

  private void keep(Broadcast broadcast, MemoryFiles files, Reduced reduced) {
    byte[] packed = DirectRows.pack(files.texts());
    boolean isSmall = packed.length <= MAX_PACKED_BYTES;
    if (!isSmall) {
      files.copyTo(bucket);
    }
    var summary =
        new DirectSummary(
            broadcast.id(),
            broadcast.startedAt().toString(),
            clock.instant().toString(),
            broadcast.audience().size(),
            reduced.outcomes());
    direct.posted(summary, isSmall ? packed : null);
  }

  /**
   * The message has been delivered. A failure to record it is logged only: posting it again would
   * be worse.
   */
  private static void write(LambdaLogger log, Runnable write) {
    try {
      write.run();
    } catch (RuntimeException e) {
      log.log("the message was posted, but the result cannot be recorded: " + e, LogLevel.ERROR);
    }
  }

  /** The next broadcast finds connections that cannot be ended now. */
  private void end(List<Connection> connections, LambdaLogger log) {
    if (!connections.isEmpty()) {
      try {
        stale.end(connections, log);
      } catch (RuntimeException e) {
        log.log("cannot prune the stale connections: " + e, LogLevel.WARN);
      }
    }
  }
}

package dev.fanfare.prune;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.channels.sessions.SessionCloser;
import dev.fanfare.config.Deadline;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.prune.PruneCursor.Position;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends recorded stale connections. It processes all partitions concurrently, page by page, until
 * done or out of time. The actual end times are unknown, so sessions end at the time of pruning,
 * marked as estimated.
 */
public final class Pruning {
  private final StaleRecords records;
  private final SessionCloser sessions;
  private final Clock clock;
  private final Executor executor;

  /**
   * @param executor runs the partitions, with one thread for each
   */
  public Pruning(StaleRecords records, SessionCloser sessions, Clock clock, Executor executor) {
    this.records = records;
    this.sessions = sessions;
    this.clock = clock;
    this.executor = executor;
  }

  /**
   * The result of one partition.
   *
   * @param position where it stopped; null at its end
   * @param failure why it stopped; null unless it failed
   */
  private record PartitionResult(
      @Nullable Position position, long pruned, @Nullable RuntimeException failure) {}

  /**
   * Prunes until all is done or the invocation runs out of time.
   *
   * @param context of the invocation
   */
  public PruneStaleResult prune(PruneStalePayload payload, Context context) {
    var deadline = Deadline.of(context, System::nanoTime);
    var log = PrintableLog.of(context);
    return PruneStaleResult.of(prune(payload.broadcastId(), payload.from(), deadline::isNear, log));
  }

  /**
   * Continues from a cursor. Repeating a page is harmless: its rows are already gone. A partition
   * that fails stays at its last page while the others continue.
   *
   * @param isTimeUp checked after each page of each partition
   * @param log receives log lines for the operator
   * @return where it stopped
   * @throws RuntimeException the failure of a partition, if no partition made progress
   */
  PruneCursor prune(
      String broadcastId, PruneCursor from, BooleanSupplier isTimeUp, LambdaLogger log) {
    var running =
        from.partitions().stream()
            .map(
                at ->
                    CompletableFuture.supplyAsync(
                        () -> prunePartition(broadcastId, at, isTimeUp, log), executor))
            .toList();
    var reached = running.stream().map(CompletableFuture::join).toList();
    var failures = reached.stream().map(PartitionResult::failure).filter(Objects::nonNull).toList();
    var left = reached.stream().map(PartitionResult::position).filter(Objects::nonNull).toList();
    if (!failures.isEmpty() && left.equals(from.partitions())) {
      throw failures.get(0);
    }
    failures.forEach(
        failure ->
            log.log(
                "broadcast " + broadcastId + ": pruning failed and is retried: " + failure,
                LogLevel.WARN));
    long pruned = reached.stream().mapToLong(PartitionResult::pruned).sum();
    return new PruneCursor(new ArrayList<>(left), from.pruned() + pruned);
  }

  private PartitionResult prunePartition(
      String broadcastId, Position from, BooleanSupplier isTimeUp, LambdaLogger log) {
    Position at = from;
    long pruned = 0;
    try {
      do {
        var page = records.read(broadcastId, at.partition(), at.after());
        var stale = page.connections();
        if (!stale.isEmpty()) {
          sessions.close(stale, clock.millis(), true, log);
        }
        pruned += stale.size();
        if (page.last()) {
          return new PartitionResult(null, pruned, null);
        }
        at = new Position(at.partition(), stale.get(stale.size() - 1).id());
      } while (!isTimeUp.getAsBoolean());
      return new PartitionResult(at, pruned, null);
    } catch (RuntimeException e) {
      return new PartitionResult(at, pruned, e);
    }
  }
}

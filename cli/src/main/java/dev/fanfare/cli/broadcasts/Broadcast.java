package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.request.Priority;
import dev.fanfare.tables.DirectSummary;
import dev.fanfare.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The state of one broadcast, read from its execution or, if it was posted directly, from its row.
 *
 * @param path how it was sent, one of the constants of {@link BroadcastPath}
 * @param executionArn empty if it was posted directly
 * @param status one of {@link #STATUSES}; Step Functions has no CANCELLED and reports such an
 *     execution as succeeded or failed
 * @param endedAt empty while it runs
 * @param summary empty while it runs
 * @param priority empty until the request has been read
 */
public record Broadcast(
    String id,
    String path,
    String executionArn,
    String status,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<Summary> summary,
    Optional<Priority> priority) {

  /** All statuses of a broadcast. */
  public static final List<String> STATUSES =
      List.of("RUNNING", "SUCCEEDED", "CANCELLED", "FAILED", "TIMED_OUT", "ABORTED");

  /** The status of a broadcast if at least one connection has the outcome cancelled. */
  public static final String CANCELLED = "CANCELLED";

  /**
   * @param hasCancelFlag whether the broadcast was cancelled; evaluated only if the outcomes do not
   *     show it
   */
  static Broadcast of(DescribeExecutionResponse execution, BooleanSupplier hasCancelFlag) {
    if (execution.status() == ExecutionStatus.RUNNING) {
      return running(execution.name(), execution.executionArn(), execution.startDate())
          .withPath(path(execution));
    }
    Summary end = Summary.of(execution);
    return new Broadcast(
        execution.name(),
        path(execution),
        execution.executionArn(),
        isCancelled(end, hasCancelFlag) ? CANCELLED : execution.statusAsString(),
        execution.startDate(),
        Optional.ofNullable(execution.stopDate()),
        Optional.of(end),
        Optional.empty());
  }

  /** Returns a broadcast that is still running. */
  public static Broadcast running(String id, String executionArn, Instant startedAt) {
    return new Broadcast(
        id,
        BroadcastPath.EXECUTION,
        executionArn,
        ExecutionStatus.RUNNING.toString(),
        startedAt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * If the cancel came before the first connection was planned, no connection has the outcome
   * cancelled. Only the flag in the bucket shows it.
   */
  private static boolean isCancelled(Summary end, BooleanSupplier hasCancelFlag) {
    if (!end.trouble().isEmpty() || end.dryRun()) {
      return false;
    }
    return end.count(Outcome.CANCELLED) > 0 || end.planned() == 0 && hasCancelFlag.getAsBoolean();
  }

  /** Returns a broadcast that a function posted directly. Such a broadcast has always ended. */
  public static Broadcast of(DirectSummary direct) {
    Summary end = Summary.of(direct);
    return new Broadcast(
        direct.id(),
        BroadcastPath.DIRECT,
        "",
        (end.missed() == 0 ? ExecutionStatus.SUCCEEDED : ExecutionStatus.FAILED).toString(),
        Instant.parse(direct.startedAt()),
        Optional.of(Instant.parse(direct.endedAt())),
        Optional.of(end),
        Optional.empty());
  }

  /**
   * The input of an execution contains {@code handedOver} if a function posted directly first and
   * handed the rest over.
   */
  private static String path(DescribeExecutionResponse execution) {
    return execution.input() != null && execution.input().contains("\"handedOver\"")
        ? BroadcastPath.HANDED_OVER
        : BroadcastPath.EXECUTION;
  }

  private Broadcast withPath(String newPath) {
    return new Broadcast(id, newPath, executionArn, status, startedAt, endedAt, summary, priority);
  }

  /** Returns a copy with the priority of the request. */
  Broadcast with(Optional<Priority> priority) {
    return new Broadcast(id, path, executionArn, status, startedAt, endedAt, summary, priority);
  }

  public boolean hasEnded() {
    return summary.isPresent();
  }

  /** Whether the broadcast has ended, was not cancelled, and missed no connection. */
  public boolean isComplete() {
    return status.equals(ExecutionStatus.SUCCEEDED.toString());
  }

  /**
   * Whether the broadcast has ended with a report in which no connection is missed, so that a
   * resend has nothing to do.
   */
  public boolean hasNoMissed() {
    return summary.filter(end -> end.trouble().isEmpty() && end.missed() == 0).isPresent();
  }

  /** Returns the output of {@code --json}. */
  public ObjectNode json() {
    ObjectNode json =
        Json.MAPPER
            .createObjectNode()
            .put("id", id)
            .put("status", status)
            .put("path", path)
            .put("executionArn", executionArn.isEmpty() ? null : executionArn)
            .put("startedAt", startedAt.toString())
            .put("endedAt", endedAt.map(Instant::toString).orElse(null));
    priority.ifPresent(known -> json.put("priority", known.word()));
    json.set("summary", Json.MAPPER.valueToTree(summary.orElse(null)));
    return json;
  }

  /** Returns the time from the start to the end, or to {@code now} while it runs. */
  public Duration took(Instant now) {
    return Duration.between(startedAt, endedAt.orElse(now));
  }
}

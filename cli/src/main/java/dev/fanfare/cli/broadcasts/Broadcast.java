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
 * One broadcast, as its execution stands, or, without one, as it was posted directly.
 *
 * @param path which way it took, as {@link BroadcastPath} says
 * @param executionArn empty when it was posted directly
 * @param status RUNNING, SUCCEEDED, CANCELLED, FAILED, TIMED_OUT or ABORTED; Step Functions knows
 *     no CANCELLED, there such an execution has succeeded or failed
 * @param endedAt empty while it runs
 * @param summary empty while it runs
 * @param priority empty unless the request has been read
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

  /** All that a broadcast can be in. */
  public static final List<String> STATUSES =
      List.of("RUNNING", "SUCCEEDED", "CANCELLED", "FAILED", "TIMED_OUT", "ABORTED");

  /** The status of a broadcast that was cancelled before all connections had another outcome. */
  public static final String CANCELLED = "CANCELLED";

  /**
   * @param hasCancelFlag whether somebody cancelled it; asked only if the figures do not show it
   */
  static Broadcast of(DescribeExecutionResponse execution, BooleanSupplier hasCancelFlag) {
    if (execution.status() == ExecutionStatus.RUNNING) {
      return running(execution.name(), execution.executionArn(), execution.startDate())
          .by(path(execution));
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

  /** A broadcast that still runs. */
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

  /** A broadcast that was cancelled before the first connection was planned has no such outcome. */
  private static boolean isCancelled(Summary end, BooleanSupplier hasCancelFlag) {
    if (!end.trouble().isEmpty() || end.dryRun()) {
      return false;
    }
    return end.count(Outcome.CANCELLED) > 0 || end.planned() == 0 && hasCancelFlag.getAsBoolean();
  }

  /** One that a function has posted itself: it has ended. */
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

  /** The function that began it passed on what it had settled. */
  private static String path(DescribeExecutionResponse execution) {
    return execution.input() != null && execution.input().contains("\"handedOver\"")
        ? BroadcastPath.HANDED_OVER
        : BroadcastPath.EXECUTION;
  }

  private Broadcast by(String way) {
    return new Broadcast(id, way, executionArn, status, startedAt, endedAt, summary, priority);
  }

  /** The same, with what its request says. */
  Broadcast with(Optional<Priority> priority) {
    return new Broadcast(id, path, executionArn, status, startedAt, endedAt, summary, priority);
  }

  public boolean hasEnded() {
    return summary.isPresent();
  }

  /** Whether it has ended, was not cancelled, and missed nobody. */
  public boolean isComplete() {
    return status.equals(ExecutionStatus.SUCCEEDED.toString());
  }

  /** Whether it has ended with figures, and a resend would find nobody to try again. */
  public boolean hasMissedNobody() {
    return summary.filter(end -> end.trouble().isEmpty() && end.missed() == 0).isPresent();
  }

  /** For programs. */
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

  /** How long it took, or takes by now. */
  public Duration took(Instant now) {
    return Duration.between(startedAt, endedAt.orElse(now));
  }
}

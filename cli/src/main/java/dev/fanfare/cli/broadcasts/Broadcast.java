package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.broadcast.DirectSummary;
import dev.fanfare.config.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * One broadcast, as its execution stands, or, without one, as it was posted directly.
 *
 * @param path which way it took, as {@link BroadcastPath} says
 * @param executionArn empty when it was posted directly
 * @param status RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED
 * @param endedAt empty while it runs
 * @param summary empty while it runs
 */
public record Broadcast(
    String id,
    String path,
    String executionArn,
    String status,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<Summary> summary) {

  static Broadcast of(DescribeExecutionResponse execution) {
    boolean isRunning = execution.status() == ExecutionStatus.RUNNING;
    return new Broadcast(
        execution.name(),
        isHandedOver(execution) ? BroadcastPath.HANDED_OVER : BroadcastPath.EXECUTION,
        execution.executionArn(),
        execution.statusAsString(),
        execution.startDate(),
        Optional.ofNullable(execution.stopDate()).filter(date -> !isRunning),
        isRunning ? Optional.empty() : Optional.of(Summary.of(execution)));
  }

  /** One that a function has posted itself: it has ended, and missed nobody. */
  static Broadcast of(DirectSummary direct) {
    return new Broadcast(
        direct.id(),
        BroadcastPath.DIRECT,
        "",
        ExecutionStatus.SUCCEEDED.toString(),
        Instant.parse(direct.startedAt()),
        Optional.of(Instant.parse(direct.endedAt())),
        Optional.of(Summary.of(direct)));
  }

  /** The function that began it has told the execution what it had settled. */
  private static boolean isHandedOver(DescribeExecutionResponse execution) {
    return execution.input() != null && execution.input().contains("\"handedOver\"");
  }

  public boolean hasEnded() {
    return summary.isPresent();
  }

  /** Whether it has ended, and missed nobody. */
  public boolean isComplete() {
    return status.equals(ExecutionStatus.SUCCEEDED.toString());
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
    json.set("summary", Json.MAPPER.valueToTree(summary.orElse(null)));
    return json;
  }

  /** How long it took, or takes by now. */
  public Duration took(Instant now) {
    return Duration.between(startedAt, endedAt.orElse(now));
  }
}

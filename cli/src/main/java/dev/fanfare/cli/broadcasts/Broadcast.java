package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.config.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * One broadcast, as its execution stands.
 *
 * @param status RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED
 * @param endedAt empty while it runs
 * @param summary empty while it runs
 */
public record Broadcast(
    String id,
    String executionArn,
    String status,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<Summary> summary) {

  static Broadcast of(DescribeExecutionResponse execution) {
    boolean isRunning = execution.status() == ExecutionStatus.RUNNING;
    return new Broadcast(
        execution.name(),
        execution.executionArn(),
        execution.statusAsString(),
        execution.startDate(),
        Optional.ofNullable(execution.stopDate()).filter(date -> !isRunning),
        isRunning ? Optional.empty() : Optional.of(Summary.of(execution)));
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
            .put("executionArn", executionArn)
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

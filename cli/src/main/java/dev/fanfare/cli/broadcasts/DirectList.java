package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.tables.DirectRow;
import dev.fanfare.tables.DirectRows;
import dev.fanfare.tables.DirectSummary;
import dev.fanfare.tables.ProgressRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lists the broadcasts that functions posted directly, without an execution. */
final class DirectList {
  private static final int PAGE = 100;

  private final DeployedStack stack;

  DirectList(DeployedStack stack) {
    this.stack = stack;
  }

  /** Returns the broadcasts, the latest first. Pages are read as the stream is consumed. */
  Stream<DirectSummary> latest() {
    var lists = DirectRow.partitions().stream().map(this::latest).toList();
    return LatestFirst.merge(lists, summary -> Instant.parse(summary.startedAt()));
  }

  private Stream<DirectSummary> latest(String partition) {
    return stack
        .tables()
        .queryPaginator(
            query ->
                query
                    .tableName(stack.progressTable())
                    .keyConditionExpression(ProgressRow.BROADCAST_ID + " = :partition")
                    .expressionAttributeValues(
                        Map.of(":partition", AttributeValue.fromS(partition)))
                    .scanIndexForward(false)
                    .limit(PAGE))
        .items()
        .stream()
        .map(DirectRows::summary);
  }

  /** Returns the direct broadcast with exactly this id, from its report. */
  Optional<DirectSummary> get(String id) {
    return new BroadcastFiles(stack, id)
        .report()
        .filter(report -> report.path("path").asText().equals(BroadcastPath.DIRECT))
        .filter(report -> report.path("retryable").asLong() == 0)
        .map(report -> summary(id, report));
  }

  private static DirectSummary summary(String id, JsonNode report) {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    report
        .path("outcomes")
        .properties()
        .forEach(outcome -> outcomes.put(outcome.getKey(), outcome.getValue().asLong()));
    return new DirectSummary(
        id,
        report.path("startedAt").asText(),
        report.path("endedAt").asText(),
        report.path("planned").asLong(),
        outcomes);
  }
}

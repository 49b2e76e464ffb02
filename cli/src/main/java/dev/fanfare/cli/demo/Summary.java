package dev.fanfare.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.Books;
import dev.fanfare.config.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * What an execution says at its end: its output, or, when it failed, the same as JSON in its cause.
 *
 * @param trouble why there are no figures; empty when there are
 */
record Summary(
    long planned, Map<String, Long> outcomes, long pruned, int shards, int rounds, String trouble) {

  static Summary of(DescribeExecutionResponse execution) {
    String text = execution.output() == null ? execution.cause() : execution.output();
    try {
      JsonNode figures = Json.MAPPER.readTree(text == null ? "" : text);
      if (figures.has("outcomes")) {
        return of(figures);
      }
    } catch (JsonProcessingException e) {
      // No figures, then, but words; told below.
    }
    return new Summary(
        0, Books.EMPTY.words(), 0, 0, 0, execution.error() + ": " + execution.cause());
  }

  private static Summary of(JsonNode figures) {
    var outcomes = new LinkedHashMap<String, Long>();
    figures
        .get("outcomes")
        .properties()
        .forEach(outcome -> outcomes.put(outcome.getKey(), outcome.getValue().asLong()));
    return new Summary(
        figures.path("planned").asLong(),
        outcomes,
        figures.path("pruned").asLong(),
        figures.path("shards").asInt(),
        figures.path("rounds").asInt(),
        "");
  }

  long accountedFor() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }
}

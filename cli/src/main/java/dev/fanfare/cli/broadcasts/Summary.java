package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.tables.DirectSummary;
import dev.fanfare.text.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * What an execution says at its end: its output, or, when it failed, the same as JSON in its cause.
 *
 * @param outcomes the books
 * @param missed connections that a resend would try again
 * @param shards of the plan
 * @param rounds of pushing
 * @param dryRun whether the broadcast was only planned
 * @param trouble why there are no figures; empty when there are
 */
public record Summary(
    long planned,
    Map<String, Long> outcomes,
    long missed,
    long pruned,
    int shards,
    int rounds,
    boolean dryRun,
    String trouble) {

  public static Summary of(DescribeExecutionResponse execution) {
    String text = execution.output() == null ? execution.cause() : execution.output();
    try {
      JsonNode figures = Json.MAPPER.readTree(text == null ? "" : text);
      if (figures.has("outcomes") || figures.path("dryRun").asBoolean()) {
        return of(figures);
      }
    } catch (JsonProcessingException e) {
      // No figures, then, but words; told below.
    }
    String trouble =
        execution.error() == null
            ? execution.statusAsString()
            : execution.error() + ": " + execution.cause();
    return new Summary(0, Books.EMPTY.words(), 0, 0, 0, 0, false, trouble);
  }

  /** For a direct broadcast: an execution has tried the others again. */
  static Summary of(DirectSummary direct) {
    long missed = Books.ofWords(direct.outcomes()).missed();
    return new Summary(direct.planned(), direct.outcomes(), missed, 0, 0, 0, false, "");
  }

  private static Summary of(JsonNode figures) {
    var outcomes = new LinkedHashMap<>(Books.EMPTY.words());
    figures
        .path("outcomes")
        .properties()
        .forEach(outcome -> outcomes.put(outcome.getKey(), outcome.getValue().asLong()));
    return new Summary(
        figures.path("planned").asLong(),
        outcomes,
        figures.path("missed").asLong(),
        figures.path("pruned").asLong(),
        figures.path("shards").asInt(),
        figures.path("rounds").asInt(),
        figures.path("dryRun").asBoolean(),
        "");
  }

  /** How many connections had this outcome. */
  public long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome.word(), 0L);
  }

  public long accountedFor() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The part of the planned that was missed; none of nobody. */
  public double missedShare() {
    return planned == 0 ? 0 : (double) missed / planned;
  }
}

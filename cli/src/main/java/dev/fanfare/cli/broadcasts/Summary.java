package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
 * The result of an execution: its output or, if it failed, the same JSON in its cause. Its own JSON
 * is one flat object.
 *
 * @param outcomes number of connections by outcome
 * @param missed number of connections that a resend would try again
 * @param dryRun whether the broadcast was only planned
 * @param trouble why there are no figures; empty if there are
 */
public record Summary(
    long planned,
    Map<String, Long> outcomes,
    long missed,
    @JsonUnwrapped Work work,
    boolean dryRun,
    String trouble) {

  /**
   * @param pruned number of stale connections that were removed
   * @param shards number of shards in the plan
   * @param rounds number of rounds of pushing
   */
  public record Work(long pruned, int shards, int rounds) {
    private static final Work NONE = new Work(0, 0, 0);
  }

  public static Summary of(DescribeExecutionResponse execution) {
    String text = execution.output() == null ? execution.cause() : execution.output();
    try {
      JsonNode figures = Json.MAPPER.readTree(text == null ? "" : text);
      if (figures.has("outcomes") || figures.path("dryRun").asBoolean()) {
        return of(figures);
      }
    } catch (JsonProcessingException e) {
      // The text is not JSON, so there are no figures. The error is reported below.
    }
    String trouble =
        execution.error() == null
            ? execution.statusAsString()
            : execution.error() + ": " + execution.cause();
    return new Summary(0, Books.EMPTY.words(), 0, Work.NONE, false, trouble);
  }

  /**
   * Returns the result of a direct broadcast. If it had missed a connection, an execution would
   * have taken over.
   */
  static Summary of(DirectSummary direct) {
    long missed = Books.ofWords(direct.outcomes()).missed();
    return new Summary(direct.planned(), direct.outcomes(), missed, Work.NONE, false, "");
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
        new Work(
            figures.path("pruned").asLong(),
            figures.path("shards").asInt(),
            figures.path("rounds").asInt()),
        figures.path("dryRun").asBoolean(),
        "");
  }

  /** Returns the number of connections with this outcome. */
  public long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome.word(), 0L);
  }

  public long accountedFor() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the missed share of the planned connections, from 0 to 1; 0 for an empty audience. */
  public double missedShare() {
    return planned == 0 ? 0 : (double) missed / planned;
  }
}

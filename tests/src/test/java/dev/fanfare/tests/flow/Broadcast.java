package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * A broadcast that has ended.
 *
 * @param figures its output; its cause, if it failed and the cause holds the figures; or a missing
 *     node, if it failed before there were figures
 */
record Broadcast(
    String id, DescribeExecutionResponse execution, JsonNode figures, SharedStack shared) {

  static Broadcast ended(String id, DescribeExecutionResponse execution, SharedStack shared) {
    String text = execution.output() == null ? execution.cause() : execution.output();
    return new Broadcast(id, execution, figures(text), shared);
  }

  private static JsonNode figures(String text) {
    try {
      JsonNode json = Json.MAPPER.readTree(text);
      return json.has("outcomes") ? json : MissingNode.getInstance();
    } catch (JsonProcessingException words) {
      return MissingNode.getInstance();
    }
  }

  /**
   * Checks the accounting rule: planned = sum of all outcomes. The report must match the execution.
   */
  Broadcast withBalancedBooks() {
    if (!figures.isMissingNode()) {
      long sum = outcomes().values().stream().mapToLong(Long::longValue).sum();
      assertThat(sum).as("sum of the outcomes %s", figures).isEqualTo(planned());
      assertThat(report().get("outcomes")).isEqualTo(figures.get("outcomes"));
      assertThat(report().get("planned")).isEqualTo(figures.get("planned"));
    }
    return this;
  }

  String status() {
    return execution.statusAsString();
  }

  Broadcast succeeded() {
    assertThat(status()).as("%s %s", execution.error(), execution.cause()).isEqualTo("SUCCEEDED");
    return this;
  }

  long planned() {
    return figures.get("planned").asLong();
  }

  /** The outcomes with a count above zero. */
  Map<String, Long> outcomes() {
    var outcomes = new TreeMap<String, Long>();
    figures
        .get("outcomes")
        .properties()
        .forEach(
            outcome -> {
              if (outcome.getValue().asLong() > 0) {
                outcomes.put(outcome.getKey(), outcome.getValue().asLong());
              }
            });
    return outcomes;
  }

  long figure(String name) {
    return figures.get(name).asLong();
  }

  /** {@code report.json} of the last round. */
  JsonNode report() {
    String bucket = shared.stack().output("BucketName");
    try (var report =
        shared
            .objects()
            .getObject(get -> get.bucket(bucket).key("broadcasts/" + id + "/report.json"))) {
      return Json.MAPPER.readTree(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

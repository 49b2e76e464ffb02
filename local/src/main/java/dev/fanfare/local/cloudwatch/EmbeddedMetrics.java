package dev.fanfare.local.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads metrics from the functions' logs: lines in the Embedded Metric Format (Amazon CloudWatch
 * user guide, "Specification: Embedded metric format"). Any thread may call it.
 */
public record EmbeddedMetrics(Metrics metrics) implements Consumer<String> {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMetrics.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MARK = "\"_aws\"";

  /** Reads a line; ignores lines in other formats. */
  @Override
  public void accept(String line) {
    if (!line.contains(MARK)) {
      return;
    }
    try {
      JsonNode root = JSON.readTree(line);
      JsonNode time = root.path("_aws").path("Timestamp");
      for (JsonNode directive : root.path("_aws").path("CloudWatchMetrics")) {
        read(root, directive, Instant.ofEpochMilli(time.asLong()));
      }
    } catch (JsonProcessingException e) {
      LOG.debug("Not in the Embedded Metric Format: {}", line, e);
    }
  }

  private void read(JsonNode root, JsonNode directive, Instant time) {
    JsonNode sets = directive.path("Dimensions");
    if (sets.isEmpty()) {
      sets = JsonNodeFactory.instance.arrayNode().add(JsonNodeFactory.instance.arrayNode());
    }
    for (JsonNode metric : directive.path("Metrics")) {
      String name = metric.path("Name").asText();
      String unit = metric.path("Unit").asText("None");
      for (JsonNode set : sets) {
        var id = new MetricId(directive.path("Namespace").asText(), name, dimensions(root, set));
        values(root.path(name)).forEach(value -> add(id, unit, time, value));
      }
    }
  }

  private static Map<String, String> dimensions(JsonNode root, JsonNode names) {
    var dimensions = new HashMap<String, String>();
    names.forEach(name -> dimensions.put(name.asText(), root.path(name.asText()).asText()));
    return dimensions;
  }

  /** One number or a list of numbers. */
  private static Iterable<JsonNode> values(JsonNode value) {
    return value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value);
  }

  private void add(MetricId id, String unit, Instant time, JsonNode value) {
    if (value.isNumber()) {
      metrics.add(id, unit, time, value.asDouble());
    }
  }
}

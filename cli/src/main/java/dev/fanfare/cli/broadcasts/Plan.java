package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.util.List;

/**
 * What the planner has said last, as it stands in the execution's history.
 *
 * @param planned connections so far
 * @param shards so far
 */
public record Plan(boolean isFinished, long planned, int shards) {
  public static final String STATE = "PlanShards";
  public static final Plan NONE = new Plan(false, 0, 0);

  /** The plan as these rows leave it. */
  Plan after(List<HistoryRow> rows) {
    Plan plan = this;
    for (HistoryRow row : rows) {
      if (row.state().equals(STATE)
          && row.type().equals("TaskStateExited")
          && row.output() != null) {
        plan = plan.read(row.output());
      }
    }
    return plan;
  }

  private Plan read(String output) {
    try {
      JsonNode plan = Json.MAPPER.readTree(output).path("plan");
      // After an error, the state's output tells the cause and no plan.
      return plan.isObject()
          ? new Plan(
              plan.path("finished").asBoolean(),
              plan.path("planned").asLong(),
              plan.path("shards").asInt())
          : this;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an output in a history is no JSON", e);
    }
  }
}

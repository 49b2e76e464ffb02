package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.util.List;

/**
 * The latest result of the planner, from the history of the execution.
 *
 * @param isFinished whether planning is finished; until then, {@code planned} and {@code shards}
 *     grow
 * @param planned connections so far
 * @param shards so far
 */
public record Plan(@JsonProperty("isPlanned") boolean isFinished, long planned, int shards) {
  public static final String STATE = "PlanShards";
  public static final Plan NONE = new Plan(false, 0, 0);

  /** Returns the plan after these events. */
  Plan after(List<HistoryRow> rows) {
    Plan plan = this;
    for (HistoryRow row : rows) {
      if (row.state().equals(STATE)
          && row.type().equals("TaskStateExited")
          && row.data().output() != null) {
        plan = plan.read(row.data().output());
      }
    }
    return plan;
  }

  private Plan read(String output) {
    try {
      JsonNode plan = Json.MAPPER.readTree(output).path("plan");
      // After an error, the output of the state has the cause instead of a plan.
      return plan.isObject()
          ? new Plan(
              plan.path("finished").asBoolean(),
              plan.path("planned").asLong(),
              plan.path("shards").asInt())
          : this;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the output of a history event is not valid JSON", e);
    }
  }
}

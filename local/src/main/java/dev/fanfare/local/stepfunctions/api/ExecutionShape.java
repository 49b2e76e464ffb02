package dev.fanfare.local.stepfunctions.api;

import dev.fanfare.local.stepfunctions.execution.Execution;
import dev.fanfare.local.stepfunctions.history.HistoryEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Executions and events in the format of the API. */
final class ExecutionShape {
  private static final Map<String, Object> INCLUDED = Map.of("included", true);

  /** The fields that {@code includeExecutionData: false} omits. */
  private static final Set<String> DATA =
      Set.of(
          "input",
          "inputDetails",
          "output",
          "outputDetails",
          "parameters",
          "assignedVariables",
          "assignedVariablesDetails");

  private ExecutionShape() {}

  /** An execution in a list. */
  static Map<String, Object> brief(Execution execution) {
    var identity = execution.identity();
    var ending = execution.ending();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("executionArn", identity.arn());
    fields.put("stateMachineArn", identity.stateMachineArn());
    fields.put("name", identity.name());
    fields.put("status", ending.map(end -> end.status().name()).orElse("RUNNING"));
    fields.put("startDate", identity.startDate());
    ending.ifPresent(end -> fields.put("stopDate", end.stopDate()));
    identity.mapRun().ifPresent(mapRun -> fields.put("mapRunArn", mapRun.arn()));
    fields.put("redriveCount", 0);
    return fields;
  }

  /** A child execution in the list of a Map Run. */
  static Map<String, Object> child(Execution execution) {
    var fields = brief(execution);
    fields.put("itemCount", 1);
    return fields;
  }

  /** The response of {@code DescribeExecution}. */
  static Map<String, Object> full(Execution execution) {
    var fields = brief(execution);
    fields.put("input", execution.input().text());
    fields.put("inputDetails", INCLUDED);
    if (execution.ending().isPresent()) {
      var ending = execution.ending().get();
      if (ending.output().isPresent()) {
        fields.put("output", ending.output().get().text());
        fields.put("outputDetails", INCLUDED);
      }
      ending.error().ifPresent(error -> fields.put("error", error));
      ending.cause().ifPresent(cause -> fields.put("cause", cause));
    }
    execution.showRedrive(
        status -> fields.put("redriveStatus", status),
        reason -> fields.put("redriveStatusReason", reason));
    return fields;
  }

  /** One event of a history, with or without data. */
  static Map<String, Object> event(HistoryEvent event, boolean hasData) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("timestamp", event.timestamp());
    fields.put("type", event.type());
    fields.put("id", event.id());
    fields.put("previousEventId", event.previousId());
    if (event.details().isPresent()) {
      var details = new LinkedHashMap<>(event.details().get());
      if (!hasData) {
        details.keySet().removeAll(DATA);
      }
      fields.put(event.detailsField(), details);
    }
    return fields;
  }
}

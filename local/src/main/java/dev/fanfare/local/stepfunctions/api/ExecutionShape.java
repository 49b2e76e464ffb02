package dev.fanfare.local.stepfunctions.api;

import dev.fanfare.local.stepfunctions.execution.Execution;
import dev.fanfare.local.stepfunctions.history.HistoryEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** An execution and its events as the API shows them. */
final class ExecutionShape {
  private static final Map<String, Object> INCLUDED = Map.of("included", true);

  /** The members that {@code includeExecutionData: false} leaves out. */
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

  /** As in a list. */
  static Map<String, Object> brief(Execution execution) {
    var identity = execution.identity();
    var ending = execution.ending();
    var shown = new LinkedHashMap<String, Object>();
    shown.put("executionArn", identity.arn());
    shown.put("stateMachineArn", identity.stateMachineArn());
    shown.put("name", identity.name());
    shown.put("status", ending.map(end -> end.status().name()).orElse("RUNNING"));
    shown.put("startDate", identity.startDate());
    ending.ifPresent(end -> shown.put("stopDate", end.stopDate()));
    identity.mapRun().ifPresent(mapRun -> shown.put("mapRunArn", mapRun.arn()));
    shown.put("redriveCount", 0);
    return shown;
  }

  /** A child in the list of a Map Run. */
  static Map<String, Object> child(Execution execution) {
    var shown = brief(execution);
    shown.put("itemCount", 1);
    return shown;
  }

  /** On its own. */
  static Map<String, Object> full(Execution execution) {
    var shown = brief(execution);
    shown.put("input", execution.input().text());
    shown.put("inputDetails", INCLUDED);
    if (execution.ending().isPresent()) {
      var ending = execution.ending().get();
      if (ending.output().isPresent()) {
        shown.put("output", ending.output().get().text());
        shown.put("outputDetails", INCLUDED);
      }
      ending.error().ifPresent(error -> shown.put("error", error));
      ending.cause().ifPresent(cause -> shown.put("cause", cause));
    }
    execution.showRedrive(
        status -> shown.put("redriveStatus", status),
        reason -> shown.put("redriveStatusReason", reason));
    return shown;
  }

  /** One event of its history, with or without data. */
  static Map<String, Object> event(HistoryEvent event, boolean hasData) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("timestamp", event.timestamp());
    shown.put("type", event.type());
    shown.put("id", event.id());
    shown.put("previousEventId", event.previousId());
    if (event.details().isPresent()) {
      var details = new LinkedHashMap<>(event.details().get());
      if (!hasData) {
        details.keySet().removeAll(DATA);
      }
      shown.put(event.detailsField(), details);
    }
    return shown;
  }
}

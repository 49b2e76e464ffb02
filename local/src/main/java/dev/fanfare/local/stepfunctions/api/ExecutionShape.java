package dev.fanfare.local.stepfunctions.api;

import dev.fanfare.local.stepfunctions.execution.Execution;
import dev.fanfare.local.stepfunctions.execution.Redrive;
import java.util.LinkedHashMap;
import java.util.Map;

/** An execution as the API shows it. */
final class ExecutionShape {
  private static final Map<String, Object> INCLUDED = Map.of("included", true);

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
    execution
        .ending()
        .ifPresent(
            ending -> {
              ending
                  .output()
                  .ifPresent(
                      output -> {
                        shown.put("output", output.text());
                        shown.put("outputDetails", INCLUDED);
                      });
              ending.error().ifPresent(error -> shown.put("error", error));
              ending.cause().ifPresent(cause -> shown.put("cause", cause));
            });
    var redrive = Redrive.of(execution);
    shown.put("redriveStatus", redrive.status());
    redrive.reason().ifPresent(reason -> shown.put("redriveStatusReason", reason));
    return shown;
  }
}

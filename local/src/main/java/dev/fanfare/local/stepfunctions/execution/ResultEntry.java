package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.query.Document;
import dev.fanfare.local.stepfunctions.query.Timestamps;
import java.util.LinkedHashMap;
import java.util.Map;

/** One child in a result file. */
final class ResultEntry {
  private static final Map<String, Object> INCLUDED = Map.of("Included", true);

  private ResultEntry() {}

  /** A child that has ended. Input and output are JSON in a string. */
  static Document of(Execution child) {
    var ending = child.ending().orElseThrow();
    var entry = new LinkedHashMap<String, Object>();
    ending.cause().ifPresent(cause -> entry.put("Cause", cause));
    ending.error().ifPresent(error -> entry.put("Error", error));
    entry.put("ExecutionArn", child.arn());
    entry.put("Input", child.input().text());
    entry.put("InputDetails", INCLUDED);
    entry.put("Name", child.identity().name());
    if (ending.output().isPresent()) {
      entry.put("Output", ending.output().get().text());
      entry.put("OutputDetails", INCLUDED);
    }
    entry.put("RedriveCount", 0);
    child.showRedrive(
        status -> entry.put("RedriveStatus", status),
        reason -> entry.put("RedriveStatusReason", reason));
    entry.put("StartDate", Timestamps.iso(child.identity().startDate()));
    entry.put("StateMachineArn", child.identity().stateMachineArn());
    entry.put("Status", ending.status().name());
    entry.put("StopDate", Timestamps.iso(ending.stopDate()));
    return Document.of(entry);
  }

  /** A child that was never started. */
  static Document pending(MapRunIdentity mapRun, String name, Document input) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("Input", input.text());
    entry.put("InputDetails", INCLUDED);
    entry.put("Name", name);
    entry.put("StateMachineArn", mapRun.stateMachineArn());
    entry.put("Status", "PENDING");
    return Document.of(entry);
  }
}

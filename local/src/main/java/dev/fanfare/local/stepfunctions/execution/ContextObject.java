package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.query.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds the context object, {@code $states.context}. */
final class ContextObject {
  private ContextObject() {}

  static Map<String, Object> of(
      Execution execution, String state, Instant enteredTime, int retryCount) {
    var identity = execution.identity();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("Id", identity.arn());
    fields.put("Input", execution.input().value());
    fields.put("Name", identity.name());
    fields.put("RoleArn", identity.stateMachine().roleArn());
    fields.put("StartTime", Timestamps.iso(identity.startDate()));
    fields.put("RedriveCount", 0);
    var stateMachineArn = identity.stateMachineArn();
    var context = new LinkedHashMap<String, Object>();
    context.put("Execution", fields);
    context.put(
        "State",
        Map.of(
            "EnteredTime", Timestamps.iso(enteredTime), "Name", state, "RetryCount", retryCount));
    context.put(
        "StateMachine",
        Map.of(
            "Id",
            stateMachineArn,
            "Name",
            stateMachineArn.substring(stateMachineArn.lastIndexOf(':') + 1)));
    return context;
  }

  /** The context for an ItemSelector, which also has the item. */
  static Map<String, Object> withItem(Map<?, ?> context, int index, Object value, String source) {
    var item = new LinkedHashMap<String, Object>();
    item.put("Index", index);
    item.put("Value", value);
    item.put("Source", source);
    var extended = new LinkedHashMap<String, Object>();
    context.forEach((name, member) -> extended.put(String.valueOf(name), member));
    extended.put("Map", Map.of("Item", item));
    return extended;
  }
}

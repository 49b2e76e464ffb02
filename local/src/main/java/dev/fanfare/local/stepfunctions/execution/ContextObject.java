package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.query.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The context object, {@code $states.context}. */
final class ContextObject {
  private ContextObject() {}

  static Map<String, Object> of(
      Execution execution, String state, Instant enteredTime, int retryCount) {
    var identity = execution.identity();
    var about = new LinkedHashMap<String, Object>();
    about.put("Id", identity.arn());
    about.put("Input", execution.input().value());
    about.put("Name", identity.name());
    about.put("RoleArn", identity.stateMachine().roleArn());
    about.put("StartTime", Timestamps.iso(identity.startDate()));
    about.put("RedriveCount", 0);
    var stateMachineArn = identity.stateMachineArn();
    var context = new LinkedHashMap<String, Object>();
    context.put("Execution", about);
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

  /** The context with what an ItemSelector sees of its item. */
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

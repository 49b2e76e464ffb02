package dev.fanfare.local.stepfunctions.execution;

import static java.util.Objects.requireNonNull;

import dev.fanfare.local.stepfunctions.query.Scope;
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

  /** What the context shows of an item of a Map. */
  static Map<String, Object> item(int index, Object value, String source) {
    var item = new LinkedHashMap<String, Object>();
    item.put("Index", index);
    item.put("Value", value);
    item.put("Source", source);
    return item;
  }

  /** The scope of a Map's ItemSelector for one item. */
  static Scope withItem(Scope scope, Map<String, Object> item) {
    var context = (Map<?, ?>) requireNonNull(scope.states().get("context"), "context");
    var extended = new LinkedHashMap<String, Object>();
    context.forEach((name, member) -> extended.put(String.valueOf(name), member));
    extended.put("Map", Map.of("Item", item));
    return scope.with("context", extended);
  }
}

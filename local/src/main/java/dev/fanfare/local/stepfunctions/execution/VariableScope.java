package dev.fanfare.local.stepfunctions.execution;

import java.util.HashMap;
import java.util.Map;

/**
 * The variables that the states of one workflow see.
 *
 * @param outer those of the workflow around it, which cannot change while this one runs
 * @param own those that its own states assign
 */
record VariableScope(Map<String, Object> outer, Map<String, Object> own) {

  static VariableScope root() {
    return new VariableScope(Map.of(), new HashMap<>());
  }

  /** The scope of a workflow inside this one. */
  VariableScope inner() {
    return new VariableScope(visible(), new HashMap<>());
  }

  /** A copy of all variables. */
  Map<String, Object> visible() {
    var all = new HashMap<>(outer);
    all.putAll(own);
    return Map.copyOf(all);
  }
}

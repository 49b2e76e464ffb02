package dev.fanfare.local.stepfunctions.definition;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code StartAt} and {@code States} of a document or of a Map's processor, and checks that
 * every transition leads to a state and that every state is reachable. One reader reads all
 * workflows of a document, because state names and labels are unique in a document.
 */
final class WorkflowReader {
  private static final int MAX_NAME_CHARS = 80;
  private final StateParser states;
  private final Set<String> names = new HashSet<>();

  /**
   * @param jsonata whether states use JSONata by default
   */
  WorkflowReader(boolean jsonata) {
    this.states = new StateParser(this, jsonata);
  }

  Workflow read(Fields fields) {
    fields.requireAll("States", "StartAt");
    var startAt = fields.string("StartAt").orElse("");
    var parsed = new LinkedHashMap<String, State>();
    fields
        .object("States")
        .ifPresent(
            all -> {
              if (all.names().isEmpty()) {
                all.refuse("A workflow must have at least one state");
              }
              all.names().forEach(name -> readState(all, name, parsed));
            });
    checkTargets(startAt, parsed, fields);
    if (fields.declaredStates() == parsed.size()) {
      checkReachable(startAt, parsed, fields);
    }
    return new Workflow(startAt, parsed);
  }

  private void readState(Fields all, String name, Map<String, State> parsed) {
    if (name.isEmpty() || name.length() > MAX_NAME_CHARS) {
      all.refuse(name, "A state's name must have 1 to " + MAX_NAME_CHARS + " characters");
    }
    if (!names.add(name)) {
      all.refuse(
          Problems.Code.DUPLICATE_STATE_NAME,
          name,
          "The state name '" + name + "' is used more than once in the state machine");
    }
    all.object(name)
        .flatMap(fields -> states.parse(name, fields))
        .ifPresent(state -> parsed.put(name, state));
  }

  private static void checkTargets(String startAt, Map<String, State> states, Fields workflow) {
    checkTarget(workflow, "StartAt", "StartAt", startAt);
    states.forEach(
        (name, state) ->
            state.targets().forEach(next -> checkTarget(workflow, "States/" + name, "Next", next)));
  }

  /** Can be known only if all states are supported. */
  private static void checkReachable(String startAt, Map<String, State> states, Fields workflow) {
    var reached = new HashSet<String>();
    var open = new ArrayDeque<>(List.of(startAt));
    while (!open.isEmpty()) {
      var name = open.pop();
      if (states.containsKey(name) && reached.add(name)) {
        open.addAll(states.get(name).targets());
      }
    }
    for (var name : states.keySet()) {
      if (!reached.contains(name)) {
        workflow.refuse(
            Problems.Code.MISSING_TRANSITION_TARGET,
            "States/" + name,
            "State \"" + name + "\" is not reachable.");
      }
    }
  }

  private static void checkTarget(Fields workflow, String path, String field, String target) {
    if (!target.isEmpty() && !workflow.declares(target)) {
      workflow.refuse(
          Problems.Code.MISSING_TRANSITION_TARGET,
          path,
          "Missing '" + field + "' target: " + target);
    }
  }
}

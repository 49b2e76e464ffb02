package dev.fanfare.local.stepfunctions.definition;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code StartAt} and {@code States} of a document or of a Map's processor. One parser reads
 * all workflows of a document, because state names and labels are unique in a document.
 */
final class WorkflowParser {
  private static final int MAX_NAME_CHARS = 80;

  private final Problems problems;
  private final StateParser states;
  private final Set<String> names = new HashSet<>();

  /**
   * @param jsonata whether states use JSONata by default
   */
  WorkflowParser(boolean jsonata, Problems problems) {
    this.problems = problems;
    this.states = new StateParser(this, jsonata);
  }

  Workflow parse(Fields fields) {
    var startAt = fields.requiredString("StartAt");
    var parsed = new LinkedHashMap<String, State>();
    if (!fields.has("States")) {
      fields.missing("States");
    }
    fields
        .object("States")
        .ifPresent(
            all -> {
              if (all.names().isEmpty()) {
                problems.schema(all.path(), "A workflow must have at least one state");
              }
              all.names().forEach(name -> parseState(all, name, parsed));
            });
    Reachability.check(startAt, parsed, fields);
    return new Workflow(startAt, parsed);
  }

  private void parseState(Fields all, String name, Map<String, State> parsed) {
    if (name.isEmpty() || name.length() > MAX_NAME_CHARS) {
      problems.schema(
          all.path(name), "A state's name must have 1 to " + MAX_NAME_CHARS + " characters");
    }
    if (!names.add(name)) {
      problems.add(
          Problems.Code.DUPLICATE_STATE_NAME,
          all.path(name),
          "The state name '" + name + "' is used more than once in the state machine");
    }
    all.object(name)
        .flatMap(fields -> states.parse(name, fields))
        .ifPresent(s -> parsed.put(name, s));
  }
}

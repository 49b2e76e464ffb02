package dev.fanfare.tests.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.tests.mirror.Definition.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state machine as a Mermaid flowchart, generated from its definition so that no diagram is out
 * of date. Dotted arrows are catchers. The diagram omits retries.
 */
final class StateMachineDiagram {
  private static final String INDENT = "    ";

  private final Definition definition;
  private final StringBuilder lines = new StringBuilder();

  private StateMachineDiagram(Definition definition) {
    this.definition = definition;
  }

  static String of(Definition definition) {
    return new StateMachineDiagram(definition).draw();
  }

  private String draw() {
    lines.append("```mermaid\nflowchart TD\n");
    line(1, "start((\" \")) --> " + definition.root().path("StartAt").asText());
    workflow(Optional.empty(), 1);
    return lines.append("```\n").toString();
  }

  /** The states of one workflow: all shapes first, then all arrows. */
  private void workflow(Optional<String> map, int depth) {
    List<State> states =
        definition.states().stream().filter(state -> state.map().equals(map)).toList();
    states.forEach(state -> shape(state, depth));
    states.forEach(state -> arrows(state, depth));
    catchers(states, depth);
  }

  private void shape(State state, int depth) {
    String name = state.name();
    switch (state.type()) {
      case "Map" -> {
        line(depth, "subgraph " + name + " [\"" + name + ": Distributed Map\"]");
        workflow(Optional.of(name), depth + 1);
        line(depth, "end");
      }
      case "Choice" -> line(depth, name + "{" + name + "?}");
      case "Succeed", "Fail" -> line(depth, name + "([" + name + "])");
      case "Wait" -> line(depth, name + "[/" + name + "/]");
      default -> line(depth, name + "[" + name + "]");
    }
  }

  private void arrows(State state, int depth) {
    state
        .all("Choices")
        .forEach(rule -> line(depth, state.name() + " -->|yes| " + next(rule, "Next")));
    if (state.json().has("Default")) {
      line(depth, state.name() + " -->|no| " + next(state.json(), "Default"));
    }
    if (state.json().has("Next")) {
      line(depth, state.name() + " --> " + next(state.json(), "Next"));
    }
  }

  /** Draws one arrow for all states with the same failure target. */
  private void catchers(List<State> states, int depth) {
    Map<String, List<String>> failing = new LinkedHashMap<>();
    for (State state : states) {
      state
          .all("Catch")
          .map(catcher -> next(catcher, "Next"))
          .distinct()
          .forEach(
              end -> failing.computeIfAbsent(end, none -> new ArrayList<>()).add(state.name()));
    }
    failing.forEach((end, names) -> line(depth, String.join(" & ", names) + " -.->|fails| " + end));
  }

  private static String next(JsonNode from, String field) {
    return from.path(field).asText();
  }

  private void line(int depth, String text) {
    lines.append(INDENT.repeat(depth)).append(text).append('\n');
  }
}

package dev.fanfare.local.stepfunctions.definition;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** The states of a state machine, or of the processor of a Map, and the first state's name. */
public record Workflow(String startAt, Map<String, State> states) {

  public State first() {
    return state(startAt);
  }

  /**
   * @param name {@code StartAt}, or the target of a transition; the definition has no others
   */
  public State state(String name) {
    return requireNonNull(states.get(name), name);
  }
}

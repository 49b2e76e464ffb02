package dev.fanfare.local.stepfunctions.definition;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** The states of a state machine or of a Map's processor, and the name of the first state. */
public record Workflow(String startAt, Map<String, State> states) {

  public State first() {
    return state(startAt);
  }

  public State state(String name) {
    return requireNonNull(states.get(name), name);
  }
}

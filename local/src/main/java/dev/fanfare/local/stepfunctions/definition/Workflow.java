package dev.fanfare.local.stepfunctions.definition;

import java.util.Map;

/** The states of a state machine, or of the processor of a Map, and the first state's name. */
public record Workflow(String startAt, Map<String, State> states) {

  public State first() {
    return states.get(startAt);
  }
}

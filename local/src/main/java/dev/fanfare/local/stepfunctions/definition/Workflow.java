package dev.fanfare.local.stepfunctions.definition;

import java.util.Map;

/** States and where they start: a state machine, or what a Map runs for each item. */
public record Workflow(String startAt, Map<String, State> states) {

  public State first() {
    return states.get(startAt);
  }
}

package dev.fanfare.plan;

import java.util.Optional;

/** Reads the states and inputs of broadcast executions. */
interface ExecutionStates {

  /**
   * @param name name of the execution, which is the broadcast's id
   * @return a status such as {@code RUNNING} or {@code SUCCEEDED}; empty if no such execution
   *     exists or it has been forgotten
   */
  Optional<String> of(String name);

  /** An execution's input, character for character. The execution must exist. */
  String input(String name);
}

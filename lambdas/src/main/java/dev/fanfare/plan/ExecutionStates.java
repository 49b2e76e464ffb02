package dev.fanfare.plan;

import java.util.Optional;

/** In which state the executions of broadcasts are, and what they were given. */
interface ExecutionStates {

  /**
   * @param name of the execution, which is the broadcast's id
   * @return such as {@code RUNNING} or {@code SUCCEEDED}; nothing when there is none of this name,
   *     or none that anybody remembers
   */
  Optional<String> of(String name);

  /** The text of an execution's input, to the letter. The execution must be known. */
  String input(String name);
}
